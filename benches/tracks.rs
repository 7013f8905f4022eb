//! Plans of any size, as curricula are: subjects as tracks over the phases, 1.5 links for each step. Same size, same
//! plan.

use serde_json::json;

/// What the subjects are called, again and again where there are more.
const SUBJECTS: [&str; 16] = [
    "Algebra",
    "Geometry",
    "Biology",
    "Chemistry",
    "Physics",
    "English",
    "History",
    "Spanish",
    "Robotics",
    "Art",
    "Statistics",
    "Economics",
    "Welding",
    "Nursing",
    "Coding",
    "Drama",
];

/// A plan before it is written down: steps stand in the order of their phases.
pub struct Tracks {
    /// How many phases there are.
    pub phases: usize,
    /// How many subjects there are.
    pub subjects: usize,
    /// The phase and the subject of each step.
    pub steps: Vec<(usize, usize)>,
    /// From which step to which; always to a later phase, and no link twice.
    pub links: Vec<(usize, usize)>,
}

/// The generator Mulberry32, seeded.
struct Dice(u32);

impl Dice {
    /// At least 0 and less than 1.
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x6D2B_79F5);
        let mut mixed = (self.0 ^ (self.0 >> 15)).wrapping_mul(1 | self.0);
        mixed = mixed.wrapping_add((mixed ^ (mixed >> 7)).wrapping_mul(61 | mixed)) ^ mixed;
        f64::from(mixed ^ (mixed >> 14)) / 4_294_967_296.0
    }

    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        (self.share() * sides as f64) as usize
    }
}

/// A plan of so many steps.
///
/// Nine of ten steps after the first phase have a step before them; further links are drawn until there are 1.5 for
/// each step. 70 % of the links come from the phase before, 20 % from the one before that, 10 % from the third; 85 %
/// stay in their subject where it has a step there.
pub fn tracks(steps: usize) -> Tracks {
    let mut dice = Dice(42 + steps as u32);
    let phases = match steps {
        0..=40 => 6,
        41..=200 => 10,
        _ => (steps as f64).sqrt().round() as usize,
    };
    let each = steps.div_ceil(phases).max(1);
    let subjects = ((each as f64 / 2.5).round() as usize).max(3);
    let mut plan = Tracks { phases, subjects, steps: Vec::with_capacity(steps), links: Vec::new() };
    for step in 0..steps {
        plan.steps.push(((step / each).min(phases - 1), dice.roll(subjects)));
    }
    let mut linked = std::collections::HashSet::new();
    for step in 0..steps {
        if plan.steps[step].0 > 0 && dice.share() < 0.9 {
            plan.link(step, each, &mut dice, &mut linked);
        }
    }
    for _ in 0..20 * steps {
        if plan.links.len() * 2 >= steps * 3 {
            break;
        }
        let step = dice.roll(steps);
        plan.link(step, each, &mut dice, &mut linked);
    }
    plan
}

impl Tracks {
    /// Links a step of an earlier phase to this one, if there is such a phase and it is not linked already.
    fn link(
        &mut self,
        to: usize,
        each: usize,
        dice: &mut Dice,
        linked: &mut std::collections::HashSet<(usize, usize)>,
    ) {
        let span = match dice.share() {
            near if near < 0.7 => 1,
            next if next < 0.9 => 2,
            _ => 3,
        };
        let (phase, subject) = self.steps[to];
        let Some(phase) = phase.checked_sub(span) else { return };
        let all: Vec<usize> = (phase * each..((phase + 1) * each).min(self.steps.len())).collect();
        let mut choice = all;
        if dice.share() < 0.85 {
            let same: Vec<usize> =
                choice.iter().copied().filter(|&step| self.steps[step].1 == subject).collect();
            if !same.is_empty() {
                choice = same;
            }
        }
        let from = choice[dice.roll(choice.len())];
        if linked.insert((from, to)) {
            self.links.push((from, to));
        }
    }

    /// The plan as a host would send it: with lanes, statuses, credits, requirements and a goal, so that the roadmap
    /// draws its full interface.
    pub fn document(&self) -> String {
        let subject = |ix: usize| {
            let round = ix / SUBJECTS.len();
            let name = SUBJECTS[ix % SUBJECTS.len()];
            if round == 0 { name.to_string() } else { format!("{name} {}", round + 1) }
        };
        let now = self.phases / 3;
        let mut within = vec![0; self.phases];
        let mut steps = Vec::with_capacity(self.steps.len());
        for (ix, &(phase, track)) in self.steps.iter().enumerate() {
            let name = SUBJECTS[track % SUBJECTS.len()];
            let status = match phase.cmp(&now) {
                std::cmp::Ordering::Less => "completed",
                std::cmp::Ordering::Equal => "in-progress",
                std::cmp::Ordering::Greater => "planned",
            };
            steps.push(json!({
                "id": format!("n{ix}"), "title": format!("{name} {}", 100 * (phase + 1) + within[phase]), "kind": "course",
                "phase": format!("p{phase}"), "lane": format!("t{track}"), "subject": subject(track), "status": status,
                "credits": 1,
            }));
            within[phase] += 1;
        }
        let mut edges = Vec::with_capacity(self.links.len() + 1);
        for (from, to) in &self.links {
            edges.push(json!({ "from": format!("n{from}"), "to": format!("n{to}"), "kind": "requires" }));
        }
        if let Some(last) = self.links.last() {
            edges.push(json!({ "from": format!("n{}", last.1), "to": "goal", "kind": "leads-to" }));
        }
        let phase = |ix: usize| json!({ "id": format!("p{ix}"), "title": format!("Term {}", ix + 1) });
        let lane = |ix: usize| json!({ "id": format!("t{ix}"), "title": subject(ix) });
        let part = |ix: usize| json!({ "id": format!("r{ix}"), "title": subject(ix), "kind": "credits", "need": 3, "from": { "subjects": [subject(ix)] } });
        json!({
            "format": "throughline-plan/1",
            "id": format!("tracks-{}", self.steps.len()),
            "title": "My plan",
            "goals": [{ "id": "goal", "kind": "career", "title": "Registered Nurse", "primary": true }],
            "phases": (0..self.phases).map(phase).collect::<Vec<_>>(),
            "lanes": (0..self.subjects).map(lane).collect::<Vec<_>>(),
            "steps": steps,
            "edges": edges,
            "requirements": [{
                "id": "diploma", "title": "Diploma", "kind": "credits", "need": 24,
                "of": (0..self.subjects.min(6)).map(part).collect::<Vec<_>>(),
            }],
        })
        .to_string()
    }
}
