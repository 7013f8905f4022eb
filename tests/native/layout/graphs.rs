//! Graphs to draw: by a small seeded generator, so that a failure can be seen again.

use super::{goal, link, node};
use throughline::layout::{Graph, Link, Node};

/// Marsaglia's xorshift, 64 bits.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides.max(1)
    }
}

/// Tracks as in the bench: 1.5 links for each step, most to the next phase.
pub fn tracks(steps: usize, columns: usize, bands: usize, seed: u64) -> Graph {
    let mut dice = Dice(seed);
    let nodes: Vec<Node> = (0..steps).map(|step| node(step % columns, dice.roll(bands))).collect();
    let mut links = Vec::new();
    for _ in 0..steps * 3 / 2 {
        let from = dice.roll(steps);
        let far = if dice.roll(10) < 7 { 1 } else { 2 + dice.roll(2) };
        let to = (from / columns * columns + dice.roll(3) * columns + (from % columns) + far) % steps;
        if nodes[to].column > nodes[from].column {
            links.push(link(from, to));
        }
    }
    Graph { columns, bands, nodes, links }
}

/// A plan as learners have it: names and links by hand; `*` is on the through line.
pub fn nurse() -> (Graph, Vec<&'static str>) {
    let steps: &[(&str, usize, usize)] = &[
        ("Pre-Algebra", 0, 0),
        ("Science 8", 0, 0),
        ("English 8", 0, 0),
        ("Career Choices", 0, 0),
        ("Algebra I", 1, 0),
        ("Biology", 1, 0),
        ("English 9", 1, 0),
        ("Intro to Health Careers", 1, 0),
        ("World History", 1, 0),
        ("PE 9", 1, 0),
        ("Geometry", 2, 0),
        ("Chemistry", 2, 0),
        ("English 10", 2, 0),
        ("Medical Terminology", 2, 0),
        ("Spanish I", 2, 0),
        ("Health", 2, 0),
        ("Algebra II", 3, 0),
        ("Anatomy & Physiology", 3, 0),
        ("English 11", 3, 0),
        ("Nursing Assistant I", 3, 0),
        ("US History", 3, 0),
        ("Spanish II", 3, 0),
        ("Statistics", 4, 0),
        ("Psychology (CHS)", 4, 0),
        ("English 12", 4, 0),
        ("Nursing Assistant II", 4, 0),
        ("Civics", 4, 0),
        ("Microbiology", 5, 0),
        ("BSN program", 5, 0),
        ("Clinical rotations", 5, 0),
        ("SBA Math", 2, 1),
        ("SBA ELA", 2, 1),
        ("PSAT", 3, 1),
        ("SAT", 4, 1),
        ("TEAS", 4, 1),
        ("NCLEX-RN", 6, 1),
        ("Job shadow: clinic", 1, 2),
        ("Hospital volunteer", 2, 2),
        ("CNA internship", 3, 2),
        ("Nursing home job", 4, 2),
        ("Preceptorship", 5, 2),
        ("Communication", 1, 3),
        ("Patient care", 3, 3),
        ("Clinical judgment", 5, 3),
        ("First aid", 1, 4),
        ("CPR / BLS", 2, 4),
        ("Nursing assistant certified", 4, 4),
        ("RN licence", 6, 4),
        ("High School and Beyond Plan", 0, 5),
        ("FAFSA / WASFA", 4, 5),
        ("Graduation", 4, 5),
        ("College application", 4, 5),
        ("Pass state math", 2, 5),
        ("Math support", 1, 6),
        ("Language support", 2, 6),
        ("Mentor", 3, 6),
        ("Registered Nurse", 7, 99),
    ];
    let at =
        |name: &str| steps.iter().position(|step| step.0 == name).unwrap_or_else(|| panic!("no step {name}"));
    let links = "Pre-Algebra>Algebra I;Algebra I>Geometry;Geometry>Algebra II;Algebra II*Statistics;Statistics*BSN program;\
        Science 8>Biology;Biology*Chemistry;Chemistry*Anatomy & Physiology;Anatomy & Physiology*BSN program;Chemistry>Microbiology;\
        English 8>English 9;English 9>English 10;English 10>English 11;English 11>English 12;\
        Career Choices>Intro to Health Careers;Intro to Health Careers>Medical Terminology;Medical Terminology>Nursing Assistant I;\
        Nursing Assistant I*Nursing Assistant II;Nursing Assistant I>CNA internship;Nursing Assistant II*Nursing assistant certified;\
        Spanish I>Spanish II;Psychology (CHS)>BSN program;BSN program*NCLEX-RN;NCLEX-RN*RN licence;RN licence*Registered Nurse;\
        Microbiology>Clinical rotations;BSN program>Clinical rotations;Clinical rotations>Clinical judgment;Geometry>SBA Math;English 10>SBA ELA;SBA Math>Pass state math;\
        PSAT>SAT;SAT>College application;TEAS>BSN program;College application>BSN program;Algebra II>SAT;\
        Job shadow: clinic>Hospital volunteer;Hospital volunteer>CNA internship;CNA internship>Nursing home job;Nursing home job>Preceptorship;Preceptorship>NCLEX-RN;\
        Communication>Patient care;Patient care>Clinical judgment;Clinical judgment>Registered Nurse;CNA internship>Patient care;\
        First aid>CPR / BLS;CPR / BLS>Hospital volunteer;CPR / BLS>Nursing assistant certified;Nursing assistant certified>Nursing home job;Nursing assistant certified>BSN program;\
        High School and Beyond Plan>Graduation;FAFSA / WASFA>BSN program;Graduation>BSN program;Pass state math>Graduation;English 12>Graduation;Civics>Graduation;Statistics>Graduation;\
        Math support>Algebra I;Language support>English 10;Mentor>College application;SBA ELA>Graduation;Biology>Anatomy & Physiology;US History>Civics;Health>Nursing Assistant I;\
        Medical Terminology>Anatomy & Physiology;Algebra II>TEAS;Anatomy & Physiology>TEAS;Biology>Job shadow: clinic";
    let links = links.split(';').map(|text| {
        let text = text.trim();
        let (from, to) = text.split_once(['>', '*']).unwrap_or_else(|| panic!("{text}"));
        Link { weight: if text.contains('*') { 8 } else { 1 }, ..link(at(from), at(to)) }
    });
    let links = links.collect();
    let nodes =
        steps.iter().map(|&(_, column, band)| if band == 99 { goal(column) } else { node(column, band) });
    (Graph { columns: 8, bands: 7, nodes: nodes.collect(), links }, steps.iter().map(|step| step.0).collect())
}
