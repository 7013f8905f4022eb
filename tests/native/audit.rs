//! What a learner, a family and a counselor ask of a plan, as data: what counts here, who says so, what shows it.
//!
//! It is one file, since its questions are put to the same stories by the same few helpers.

use std::rc::Rc;

use expect_test::{Expect, expect};
use throughline::plan::{Because, Plan, ProfileList};
use throughline::roadmap::{self, Details, Entry, Lead, Light, Roadmap, Section};
use throughline::state::{Lit, Msg, Shown, State, View, update};

use crate::stage::{settings, story, words};

/// A story, drawn in a language, and what the reader's messages made of its state.
pub struct Read {
    plan: Rc<Plan>,
    state: State,
    pub roadmap: Roadmap,
    light: Light,
}

pub fn read(plan: Rc<Plan>, language: &str, messages: &[Msg]) -> Read {
    let words = words(language).of_plan(&plan);
    let mut state = State::new(settings(View::Map));
    state.shown = Shown::Plan(plan.clone());
    for message in messages {
        state = update(&state, message.clone()).0;
    }
    let roadmap = roadmap::draw(&plan, &state, &words);
    let light = roadmap::light(&plan, &state, &words, &roadmap);
    Read { plan, state, roadmap, light }
}

impl Read {
    pub fn board(&self, name: &str) -> &[Section] {
        self.roadmap.boards.iter().find(|board| board.name == name).map_or(&[], |board| &board.sections)
    }

    /// The steps that are lit, by id.
    fn lit(&self) -> String {
        let lit = self.light.trace.steps.iter().zip(self.plan.steps()).filter(|(lit, _)| **lit);
        lit.map(|(_, step)| step.id.as_str()).collect::<Vec<_>>().join(" ")
    }

    pub fn panel(&self) -> &Details {
        self.light.details.as_ref().expect("a panel is open")
    }
}

/// An entry in a line: what it says, then what stands beside it.
fn line(entry: &Entry) -> String {
    let mut said = vec![entry.said.words.clone()];
    said.extend(entry.aside.iter().map(|phrase| phrase.words.clone()));
    "  ".repeat(entry.depth) + &said.join(" · ")
}

/// A board or a panel in lines: groups, sections with their leads, entries.
pub fn lines(sections: &[Section]) -> Vec<String> {
    let mut lines = Vec::new();
    for section in sections {
        lines.extend(section.group.as_ref().map(|group| format!("# {}", group.words)));
        let lead = section.lead.as_ref().map_or(String::new(), |lead| format!(" · {}", lead.words));
        lines.push(format!("## {}{lead}", section.heading.words));
        lines.extend(section.entries.iter().map(line));
    }
    lines
}

/// The requirement of that id.
fn requirement(plan: &Plan, id: &str) -> Lit {
    Lit::Requirement(plan.requirements().iter().position(|of| of.id == id).expect("a requirement"))
}

fn competency(plan: &Plan, id: &str) -> Lit {
    Lit::Competency(plan.competencies().iter().position(|of| of.id == id).expect("a competency"))
}

/// The id of each step that a choice lights, and the sentence that says so.
fn lit(name: &str, of: impl Fn(&Plan) -> Lit) -> (String, String, String) {
    let plan = story(name);
    let lit = of(&plan);
    let read = read(plan, "en", &[Msg::Lit(lit)]);
    let facts = read.panel().facts.iter().map(|fact| fact.words.as_str()).collect::<Vec<_>>().join(" · ");
    (read.lit(), facts, read.panel().why.join(" "))
}

const SOPHOMORE: &str = "washington-sophomore-nursing";
const JUNIOR: &str = "texas-junior-welding";
const GRADE_7: &str = "grade-7-competency-based";
const PARTIAL: &str = "partial-feed-credits-by-subject";

/// A story, and what is chosen in it.
type Choose<'a> = (&'a str, &'a dyn Fn(&Plan) -> Lit);

/// Of each choice in a story: the steps that are lit, how it stands, and the sentence.
fn tell(choices: &[Choose], expected: &Expect) {
    let mut told = String::new();
    for (name, of) in choices {
        let (steps, facts, why) = lit(name, of);
        told += &format!("{steps}\n  {facts}\n  {why}\n");
    }
    expected.assert_eq(&told);
}

#[test]
fn a_requirement_lights_its_steps_and_says_which() {
    tell(
        &[
            (SOPHOMORE, &|plan| requirement(plan, "math")),
            (SOPHOMORE, &|plan| requirement(plan, "arts-pathway")),
            (SOPHOMORE, &|plan| requirement(plan, "history")),
            (SOPHOMORE, &|plan| requirement(plan, "cadr-language")),
            (SOPHOMORE, &|plan| requirement(plan, "pathway-math")),
            (JUNIOR, &|plan| requirement(plan, "work-hours")),
            (JUNIOR, &|plan| requirement(plan, "eoc")),
            (PARTIAL, &|plan| requirement(plan, "math")),
            (PARTIAL, &|plan| requirement(plan, "arts")),
        ],
        &expect![[r#"
            algebra-1 geometry algebra-2
              Diploma · not yet met · the school says so · 1 of 3 credits · 1 in progress · 1 planned · as of Nov 20, 2026
              3 steps: Algebra I (Done), Geometry (Now), Algebra II (Planned).
            medical-terms
              Diploma · not yet met · the school says so · 0 of 1 credit · 1 planned · our estimate: 0 of 1 credit, 1 in progress · as of Nov 20, 2026
              1 step: Medical Terminology (Now).
            state-history
              Diploma · waived · June Nakamura (Principal) · Feb 3, 2025 · State history completed in Oregon.
              1 step: Washington State History (Waived).
            stamp spanish-lit
              College admission · met · 4 of 2 credits
              2 steps: Spanish STAMP test (Done), Spanish Literature (Now).
            sba-math
              Diploma · not yet met · 2595 needed · Planned
              1 step: Grade 10 math test (Planned).
            shop-visit internship practicum-hours
              Certification · not yet met · 0 of 150 hours · 396 planned
              3 steps: Visit to the shipyard (Planned), Shipyard summer internship (Proposed), Practicum at the shipyard (Planned).
            staar-english-1 staar-algebra staar-biology staar-english-2 staar-history
              Diploma · not yet met · 4 of 5 · 1 planned
              5 steps: STAAR English I (Done), STAAR Algebra I (Done), STAAR Biology (Done), STAAR English II (Done), STAAR U.S. History (Planned).

              Diploma · not yet met · the school says so · 10 of 15 credits · 5 in progress · as of Nov 20, 2026
              The school counts this without saying which steps.

              Diploma · not yet met · the school says so · 0 of 5 credits · 5 in progress · as of Nov 20, 2026
              The school counts this without saying which steps.
        "#]],
    );
}

#[test]
fn a_panel_of_what_is_lit_has_its_steps_with_their_credits() {
    let text = r#"{ "format": "throughline-plan/1",
        "requirements": [{ "id": "r", "title": "R", "kind": "credits", "need": 3, "from": { "subjects": ["Art"] } }],
        "scales": [{ "id": "s", "levels": [{ "id": "l", "title": "Low" }, { "id": "h", "title": "High" }] }],
        "competencies": [{ "id": "c", "title": "C", "scale": "s" }],
        "steps": [{ "id": "a", "title": "A", "subject": "Art", "credits": 1, "status": "completed",
                "source": { "kind": "transfer", "title": "Bay High" }, "competencies": [{ "competency": "c", "level": "l" }] },
            { "id": "b", "title": "B", "subject": "Art", "credits": 0.5 }] }"#;
    let plan = Rc::new(throughline::plan::read(text).expect("a plan").0);
    let panel = |lit: Lit| lines(&read(plan.clone(), "en", &[Msg::Lit(lit)]).panel().sections).join(", ");
    assert_eq!(
        panel(requirement(&plan, "r")),
        "## Steps, A · Done · 1 credit · Transferred · Bay High, B · Planned · 0.5 credits"
    );
    assert_eq!(
        panel(competency(&plan, "c")),
        "## Steps, A · Done · showed: Low · Worth 1 credit, ## Levels, Low · You are here, High"
    );
}

#[test]
fn a_competency_lights_what_shows_it_or_a_part_of_it() {
    tell(
        &[
            (SOPHOMORE, &|plan| competency(plan, "FS10")),
            (GRADE_7, &|plan| competency(plan, "inquiry")),
            (JUNIOR, &|plan| competency(plan, "structural")),
        ],
        &expect![[r#"
            vital-signs nursing-assistant
              National Health Science Standards · not yet shown · the school says: Starting · 0 of 1 part shown
              2 steps: Take vital signs (Now), Nursing Assistant (Planned).
            ask measure explain
              Maple Fork portrait of a learner · shown · the school says: I can do it · the work shows: I can do it · 0 of 2 parts shown
              3 steps: Ask a question worth asking (Done), Measure and record (Now), Explain with evidence (Planned).
            skillsusa weld-d11
              AWS D1.1 Structural Welding Code · not yet shown
              2 steps: SkillsUSA welding team (Now), Weld 3G and 4G to code (Planned).
        "#]],
    );
}

#[test]
fn a_profile_entry_lights_the_steps_that_it_explains() {
    tell(
        &[
            (SOPHOMORE, &|_| Lit::Entry(Because { list: ProfileList::Interests, at: 0 })),
            (SOPHOMORE, &|_| Lit::Entry(Because { list: ProfileList::Inventories, at: 0 })),
            (JUNIOR, &|_| Lit::Entry(Because { list: ProfileList::Strengths, at: 0 })),
        ],
        &expect![[r#"
            hospital-tour health-careers medical-terms volunteer job-shadow nursing-assistant nurse-camp
              Interests
              7 steps
            job-shadow
              Surveys
              1 step: Job shadow a nurse (Proposed).
            ag-show
              Strengths
              1 step: Livestock show trailer (Done).
        "#]],
    );
}

/// What is lit and what the panel tells of, after each message.
#[test]
fn choosing_again_or_closing_brings_back_what_was() {
    let plan = story(SOPHOMORE);
    let math = requirement(&plan, "math");
    let other = requirement(&plan, "science");
    let line = Lit::Line(3);
    for (messages, lit, panel) in [
        (vec![Msg::Lit(math)], math, math),
        (vec![Msg::Lit(math), Msg::Lit(math)], Lit::Through, Lit::Through),
        (vec![Msg::Lit(math), Msg::Closed], Lit::Through, Lit::Through),
        (vec![Msg::Lit(math), Msg::Lit(other)], other, other),
        (vec![Msg::Chose(3), Msg::Lit(math)], math, math),
        (vec![Msg::Chose(3), Msg::Lit(math), Msg::Closed], line, line),
        (vec![Msg::Chose(3), Msg::Lit(math), Msg::Closed, Msg::Closed], Lit::Through, Lit::Through),
        (vec![Msg::Chose(3), Msg::Lit(math), Msg::Chose(3)], line, line),
        (vec![Msg::Chose(3), Msg::Chose(3)], Lit::Through, Lit::Through),
        (vec![Msg::Lit(math), Msg::Chose(3)], line, line),
        (vec![Msg::Lit(math), Msg::Traced(Some(3))], line, Lit::Through),
        (vec![Msg::Traced(Some(3)), Msg::Closed], Lit::Through, Lit::Through),
        (vec![Msg::Lit(math), Msg::Loaded(plan.clone(), 0)], math, math),
    ] {
        let state = read(plan.clone(), "en", &messages).state;
        assert_eq!((state.lit, state.panel()), (lit, panel), "{messages:?}");
    }
}

#[test]
fn a_step_names_its_requirements_in_every_overlay_and_leads_to_them() {
    let plan = story(SOPHOMORE);
    let geometry = plan.steps().iter().position(|step| step.id == "geometry").expect("a step");
    let read = read(plan.clone(), "en", &[Msg::Chose(geometry)]);
    let counts = read.panel().sections.iter().find(|section| section.name == "counts").expect("it counts");
    let said: Vec<String> = counts.entries.iter().map(line).collect();
    expect![[r#"
        Geometry · 1 credit · Washington diploma
        Math through Algebra II · 1 credit · Four-year college admission"#]]
    .assert_eq(&said.join("\n"));
    assert_eq!(counts.entries[0].lead, Lead::Lit(requirement(&plan, "math-2")));
}

#[test]
fn what_a_step_counts_toward_is_one_sentence() {
    let plan = story(SOPHOMORE);
    let step = plan.steps().iter().position(|step| step.id == "geometry").expect("a step");
    assert_eq!(
        read(plan, "en", &[Msg::Chose(step)]).panel().why[1..],
        [
            "It also counts toward Geometry (Washington diploma, 1 credit), Math through Algebra II (1 credit)."
        ]
    );
}

#[test]
fn a_figure_that_no_step_shows_is_not_called_a_best_score() {
    let said = |need: &str, more: &str| {
        let plan = format!(
            r#"{{ "format": "throughline-plan/1", "requirements": [{{ "id": "gpa", "title": "GPA", "kind": "score",
                {need} "from": {{ "steps": ["act"] }}, "verdict": {{ "met": true, "earned": 2.61 }} }}],
                "steps": [{more}] }}"#
        );
        lines(read(Rc::new(throughline::plan::read(&plan).expect("a plan").0), "en", &[]).board("audit"))
            .swap_remove(0)
    };
    let gpa = "## GPA · met · the school says so";
    assert_eq!(said(r#""need": 2,"#, ""), format!("{gpa} · 2.61 · 2 needed"));
    assert_eq!(said("", ""), format!("{gpa} · 2.61"));
    let test = r#"{ "id": "act", "title": "ACT", "status": "completed", "score": { "value": 2.61 } }"#;
    assert_eq!(said(r#""need": 2,"#, test), format!("{gpa} · best score 2.61; 2 needed"));
}

#[test]
fn overlays_stand_beside_the_diploma_under_their_own_headings() {
    let groups = |name: &str| {
        let read = read(story(name), "en", &[]);
        let lines = lines(read.board("audit"));
        lines.into_iter().filter(|line| line.starts_with('#')).collect::<Vec<_>>().join("\n")
    };
    expect![[r#"
        # Diploma
        ## Washington diploma · not yet met · 3 of 12 · 1 in progress · 8 planned
        # College admission
        ## Four-year college admission · not yet met · 2 of 7 · 5 planned
        # Seal
        ## Seal of Biliteracy · not yet met · 1 of 2 · 1 planned
        # Endorsement
        ## Health Careers Academy certificate · not yet met · 0 of 4 · 4 planned"#]]
    .assert_eq(&groups(SOPHOMORE));
    expect![[r#"
        ## Harbor Point diploma · not yet met · the school says so · 61.25 of 120 credits · 32.5 in progress · 26.25 still to plan
        ## State graduation test · not yet met · the school says so
        ## Community service · not yet met · the school says so · 22 of 40 hours · 18 to go"#]].assert_eq(&groups(PARTIAL));
}

#[test]
fn an_overlay_is_called_by_a_word_of_the_readers_language() {
    let said = |overlay: &str, language: &str| {
        let plan = format!(
            r#"{{ "format": "throughline-plan/1", "steps": [], "requirements": [{{ "id": "d" }},
                {{ "id": "r", "overlay": "{overlay}" }}] }}"#
        );
        let read = read(Rc::new(throughline::plan::read(&plan).expect("a plan").0), language, &[]);
        read.board("audit")[1].group.clone().map(|group| group.words)
    };
    for (overlay, language, expected) in [
        ("experience", "es", "Experiencia"),
        ("pathway", "es", "Trayectoria"),
        ("experience", "ar", "الخبرة العملية"),
        ("Bellas artes", "en", "Bellas artes"),
    ] {
        assert_eq!(said(overlay, language).as_deref(), Some(expected), "{overlay} {language}");
    }
}

#[test]
fn competencies_stand_by_framework_with_the_school_beside_the_evidence() {
    let read = read(story(GRADE_7), "en", &[]);
    expect![[r#"
        ## Maple Fork portrait of a learner
        Inquire · shown · the school says: I can do it · the work shows: I can do it · 0 of 2 parts shown · 3 steps help to show it · INQ
          Measure and record with care · not yet shown · the school says: Getting there · 1 step helps to show it · INQ.2
          Explain with evidence · not yet shown · the school says: Starting out · 1 step helps to show it · MS-ESS3-3
        Hear more than one side · not yet shown · the school says: Starting out · 1 step helps to show it · COM.3
        ## Next Generation Science Standards
        Design for someone else · not yet shown · 1 step helps to show it · MS-ETS1-2
        ## Common Core State Standards
        Recognize and represent proportional relationships · not yet shown · the school says: Getting there · 1 step helps to show it · 7.RP.A.2
        Use variables to solve real problems · not yet shown · the school says: Starting out · 1 step helps to show it · 7.EE.B.4"#]].assert_eq(&lines(read.board("competencies")).join("\n"));
}

/// A plan of courses in two grades, with these statuses and links.
fn courses(steps: &str, edges: &str) -> Rc<Plan> {
    let text = format!(
        r#"{{ "format": "throughline-plan/1",
            "phases": [{{ "id": "9", "title": "Grade 9", "kind": "grade", "maxCredits": 2 }},
                       {{ "id": "10", "title": "Grade 10", "kind": "grade" }}],
            "steps": [{steps}], "edges": [{edges}] }}"#
    );
    Rc::new(throughline::plan::read(&text).expect("a plan").0)
}

#[test]
fn what_does_not_go_as_planned_says_what_why_and_how_to_mend_it() {
    let alg = r#"{ "id": "a", "title": "Algebra", "kind": "course", "phase": "PHASE", "status": "STATUS", "mark": "D" }"#;
    let geo = r#"{ "id": "g", "title": "Geometry", "kind": "course", "phase": "9", "status": "planned" }"#;
    let declined = r#"planned", "agency": { "state": "declined" }, "code": ""#;
    let mut told = String::new();
    for (status, phase, link) in [
        ("planned", "9", "requires"),
        ("planned", "10", "requires"),
        ("planned", "10", "corequisite"),
        ("planned", "10", "recommended"),
        ("suggested", "9", "requires"),
        ("suggested", "9", "corequisite"),
        (declined, "9", "requires"),
        ("dropped", "9", "requires"),
        ("not-met", "9", "requires"),
        ("completed", "9", "requires"),
    ] {
        let steps = [&alg.replace("STATUS", status).replace("PHASE", phase), geo].join(",");
        let edge = format!(r#"{{ "from": "a", "to": "g", "kind": "{link}", "minimum": "C" }}"#);
        let plan = courses(&steps, &edge);
        let geometry = plan.steps().iter().position(|step| step.id == "g").expect("a step");
        let read = read(plan, "en", &[Msg::Chose(geometry)]);
        let section = read.panel().sections.iter().find(|section| section.name == "findings");
        told += &format!(
            "{} {phase} {link}: {}\n",
            if status == declined { "declined" } else { status },
            read.roadmap.picture.cards[geometry].finding_word.as_deref().unwrap_or("no sign")
        );
        for entry in section.map_or(&[][..], |section| &section.entries) {
            told += &format!("  {}\n", line(entry));
        }
    }
    expect![[r#"
        planned 9 requires: Check the order
          Algebra · Algebra is required for Geometry, but both are in Grade 9. · Take Geometry in Grade 10 or later · Ask the school if it can be waived
        planned 10 requires: Check the order
          Algebra · Algebra is required for Geometry, but it does not come until Grade 10. · Ask the school if it can be waived
        planned 10 corequisite: Check the order
          Algebra · Algebra goes together with Geometry, but it does not come until Grade 10. · Take Geometry in Grade 10 or later · Take Algebra in Grade 9 or earlier · Ask the school if it can be waived
        planned 10 recommended: no sign
          Algebra · Algebra is recommended before Geometry, but it does not come until Grade 10. · Ask the school to check its record
        suggested 9 requires: Prerequisite missing
          Algebra · Algebra is required for Geometry, but it is only an idea so far. · Include Algebra · Ask the school if it can be waived
        suggested 9 corequisite: Corequisite missing
          Algebra · Algebra goes together with Geometry, but it is only an idea so far. · Include Algebra · Ask the school if it can be waived
        declined 9 requires: Prerequisite missing
          Algebra · Algebra is required for Geometry, but it was declined. · Include Algebra after all · Ask the school if it can be waived
        dropped 9 requires: Prerequisite missing
          Algebra · Algebra is required for Geometry, but it is left out. · Include Algebra · Ask the school if it can be waived
        not-met 9 requires: Prerequisite missing
          Algebra · Algebra is required for Geometry, but it was not met. · Do Algebra again · Ask the school if it can be waived
        completed 9 requires: Check the course grade
          Algebra · Algebra is required for Geometry, but at least C is needed and the course grade is D. · Do Algebra again · Ask the school if it can be waived
    "#]].assert_eq(&told);
}

#[test]
fn each_finding_says_what_is_wrong_and_what_else_would_do() {
    let geometry = |first: &str, then: &str, more: &str| {
        let steps = format!(
            r#"{{ "id": "a", "title": "Algebra", "kind": "course", "phase": "9", {first} }},
            {{ "id": "g", "title": "Geometry", "kind": "course", "phase": "9", {then} }},
            {{ "id": "m", "title": "Math I", "kind": "course", "phase": "10" }},
            {{ "id": "n", "title": "Math II", "kind": "course", "status": "suggested" }}"#
        );
        let edges = format!(r#"{{ "from": "a", "to": "g", "kind": "requires", "minimum": "C" }} {more}"#);
        let read = read(courses(&steps, &edges), "en", &[Msg::Chose(1)]);
        let section = read.panel().sections.iter().find(|section| section.name == "findings");
        line(&section.expect("a finding").entries[0])
    };
    let planned = r#""status": "planned""#;
    let instead = |id: &str| format!(r#", {{ "from": "a", "to": "{id}", "kind": "alternative" }}"#);
    let both = [instead("m"), instead("n")].concat();
    let ends = r#""status": "planned", "end": "2027-06-20""#;
    let told = [
        geometry(ends, r#""status": "planned", "start": "2027-01-10""#, ""),
        geometry(planned, r#""status": "in-progress""#, ""),
        geometry(r#""status": "completed", "mark": "Pass""#, planned, ""),
        geometry(planned, planned, &both),
        geometry(r#""status": "not-met""#, r#""status": "in-progress""#, &instead("n")),
        geometry(r#""status": "planned", "credits": 0.5"#, r#""status": "planned", "credits": 2"#, ""),
        geometry(r#""status": "completed", "credits": 0.5"#, r#""status": "planned", "credits": 2"#, ""),
    ];
    expect![[r#"
        Algebra · Algebra is required for Geometry, but it does not end until Jun 20, 2027. · Take Geometry in Grade 10 or later · Ask the school if it can be waived
        Algebra · Algebra is required for Geometry, but it has not begun. · Ask the school to check its record · Ask the school if it can be waived
        Algebra · Algebra is required for Geometry, but at least C is needed and Pass cannot be compared with that. · Ask the school to check its record
        Algebra · Algebra is required for Geometry, but both are in Grade 9. · Take Geometry in Grade 10 or later · Other options: Math I, Math II · Ask the school if it can be waived
        Math II · Math II is required for Geometry, but it is only an idea so far. · Ask the school to check its record · Include Math II · Ask the school if it can be waived
        Algebra · Algebra is required for Geometry, but both are in Grade 9. · Take Geometry in Grade 10 or later · Ask the school if it can be waived
        Grade 9 · 2.5 credits in all, with room for only 2 · Could move: Geometry"#]].assert_eq(&told.join("\n"));
}

#[test]
fn what_to_check_stands_with_the_next_steps_by_the_schools_data() {
    let course = |id: &str, credits: u8| {
        format!(
            r#"{{ "id": "{id}", "title": "Course {id}", "kind": "course", "phase": "9", "credits": {credits} }}"#
        )
    };
    let steps = ["a", "b", "c", "d", "e"].map(|id| course(id, 1)).join(",");
    let edges = ["b", "c", "d", "e"]
        .map(|to| format!(r#"{{ "from": "a", "to": "{to}", "kind": "requires" }}"#))
        .join(",");
    let read = read(courses(&steps, &edges), "en", &[]);
    let lines = lines(read.board("next"));
    let from = lines.iter().position(|line| line.starts_with("## Check")).expect("something to check");
    expect![[r#"
        ## Check with the school counselor · According to the school’s data.
        Course b · Course a is required for Course b, but both are in Grade 9. · Take Course b in Grade 10 or later · Ask the school if it can be waived
        Course c · Course a is required for Course c, but both are in Grade 9. · Take Course c in Grade 10 or later · Ask the school if it can be waived
        Course d · Course a is required for Course d, but both are in Grade 9. · Take Course d in Grade 10 or later · Ask the school if it can be waived
        and 2 more
          Course e · Course a is required for Course e, but both are in Grade 9. · Take Course e in Grade 10 or later · Ask the school if it can be waived
          Grade 9 · 5 credits in all, with room for only 2 · Could move: Course a, Course b, Course c, Course d, Course e"#]].assert_eq(&lines[from..].join("\n"));
}

#[test]
fn what_waits_says_what_comes_first_and_what_goes_with_it() {
    let course = |id: &str, status: &str| {
        format!(
            r#"{{ "id": "{id}", "title": "{id}", "kind": "course", "phase": "9", "status": "{status}" }}"#
        )
    };
    let steps = [course("Lab", "suggested"), course("Algebra", "dropped"), course("Physics", "planned")];
    let edges = r#"{ "from": "Lab", "to": "Physics", "kind": "corequisite" },
        { "from": "Algebra", "to": "Physics", "kind": "requires" }"#;
    let read = read(courses(&steps.join(","), edges), "en", &[]);
    let lines = lines(read.board("next"));
    assert!(lines.contains(&"Physics · first: Algebra · together with: Lab".into()), "{lines:?}");
}

#[test]
fn hours_tests_and_service_say_what_is_done_and_needed_beside_their_course() {
    let read = read(story(JUNIOR), "en", &[]);
    expect![[r#"
        ## Hours at work · 0 of 396 hours
        Visit to the shipyard · Planned · 0 of 6 hours · 6 planned
        Shipyard summer internship · Proposed · 0 of 240 hours · 240 planned
        Practicum at the shipyard · goes with Practicum in Manufacturing · Planned · 0 of 150 hours · 150 planned
        ## Service · 60 of 60 hours
        Livestock show trailer · goes with Introduction to Welding · Done · 60 of 60 hours · 1 piece of evidence
        ## Other hours · 18 of 40 hours
        SkillsUSA welding team · Now · 18 of 40 hours · 22 in progress
        ## Tests
        STAAR English I · goes with English I · Done · best score 3902; 3775 needed
        STAAR Algebra I · goes with Algebra I · Done · best score 3611; 3550 needed
        STAAR Biology · goes with Biology · Done · best score 3720; 3550 needed
        STAAR English II · goes with English II · Done · best score 3790; 3775 needed
        STAAR U.S. History · goes with U.S. History · Planned · 3550 needed
        ## Portfolio
        AWS D9.1 Sheet Metal · goes with Welding I · Done · 1 piece of evidence"#]].assert_eq(&lines(read.board("deeds")).join("\n"));
    let english = read.plan.steps().iter().position(|step| step.id == "english-1").expect("a step");
    let read = self::read(read.plan, "en", &[Msg::Chose(english)]);
    let deeds =
        read.panel().sections.iter().find(|section| section.name == "deeds").expect("a test goes with it");
    expect!["STAAR English I · Done · best score 3902; 3775 needed"]
        .assert_eq(&deeds.entries.iter().map(line).collect::<Vec<_>>().join("\n"));
}

#[test]
fn next_steps_are_ranked_and_each_says_why() {
    let read = read(story(SOPHOMORE), "en", &[]);
    expect![[r#"
        ## To do now and soon
        First résumé · was due Nov 13, 2026 · opens the way to 8 more steps
        Write a clear lab report · Needs attention · opens the way to 8 more steps · The first draft had no conclusion.
        Geometry · Needs attention · opens the way to 7 more steps · Two unit tests below 70%. A C or better in June opens Algebra II.
        and 16 more
          Plan check-in, grade 10 · due Dec 4, 2026 · opens the way to 7 more steps
          CPR and First Aid · Now · due Jan 16, 2027 · opens the way to 7 more steps
          Medical Terminology · Now · opens the way to 10 more steps
          Hospital volunteer · Now · opens the way to 10 more steps
          Take vital signs · Now · opens the way to 10 more steps
          Biology · Now · opens the way to 9 more steps
          English 10 · Now · opens the way to 7 more steps
          Math lab, twice a week · Now · opens the way to 7 more steps
          Spanish Literature · Now · opens the way to 2 more steps
          U.S. History · Now · opens the way to 1 more step
          Fitness 10 · Now · opens the way to 1 more step
          Mariachi group · Now
          Apply to the skills center · ready to start · due Feb 26, 2027 · opens the way to 10 more steps
          Grade 10 English test · ready to start · due May 14, 2027 · opens the way to 6 more steps
          Grade 10 math test · ready to start · due May 21, 2027 · opens the way to 6 more steps
          Personal Finance · starts Feb 1, 2027 · opens the way to 2 more steps
        ## To do for the goals
        Retake the Geometry unit 3 test · due Dec 3, 2026 · Registered Nurse · Marisol Reyes
        Play at the December posada · due Dec 19, 2026 · Keep playing the violin · Marisol Reyes
        Visit the skills center together · due Jan 22, 2027 · Registered Nurse · Lucía Reyes (Mother)
        and 2 more
          Finish 40 volunteer hours · due Mar 31, 2027 · Registered Nurse · Marisol Reyes
          Compare the three nursing programs in reach · due Apr 30, 2027 · A four-year nursing degree near home · Marisol Reyes
        ## Waiting for something else
        Job shadow a nurse · due Dec 11, 2026 · first: First résumé
        Nursing Assistant · first: Apply to the skills center"#]].assert_eq(&lines(read.board("next")).join("\n"));
}

#[test]
fn what_has_no_title_is_called_by_what_it_is_on_every_board() {
    let told = |name: &str, text: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "steps": [{{ "id": "a", "title": "A", "kind": "course", "credits": 1 }}], {text} }}"#
        );
        let plan = Rc::new(throughline::plan::read(&text).expect("a plan").0);
        lines(read(plan, "en", &[]).board(name)).join(" | ")
    };
    let asked = |more: &str| format!(r#""requirements": [{{ "id": "r", "title": "R", {more} }}]"#);
    let mut all = Vec::new();
    for (board, text) in [
        ("next", asked(r#""kind": "count", "need": 3, "from": { "kinds": ["milestone"] }"#)),
        ("next", asked(r#""kind": "hours", "need": 40, "from": { "kinds": ["experience"] }"#)),
        ("audit", asked(r#""kind": "credits", "verdict": { "earned": 2 }, "from": { "kinds": ["course"] }"#)),
        ("audit", asked(r#""kind": "hours", "verdict": { "earned": 2 }, "from": { "kinds": ["experience"] }"#)),
        ("audit", asked(r#""kind": "count", "verdict": { "earned": 2, "need": 4 }, "from": { "kinds": ["course"] }"#)),
        ("goals", r#""goals": [{ "id": "g", "title": "G", "occupation": { "code": "29-1141", "scheme": "soc" } }]"#.into()),
        ("goals", r#""goals": [{ "id": "g", "title": "G", "occupation": { "code": "29-1141.00", "scheme": "onet-soc" } }]"#.into()),
        ("supports", r#""learner": { "supports": [{ "id": "s", "kind": "iep" }, { "id": "t" }, { "id": "u", "title": "Reading help" }] }"#.into()),
        ("reviews", r#""people": [{ "id": "k" }], "reviews": [{ "id": "v", "notes": "Good" },
            { "id": "w", "date": "2026-11-03", "people": ["k"] }]"#.into()),
    ] {
        all.push(told(board, &text));
    }
    expect![[r#"
        ## To do now and soon | A · ready to start | ## Not covered yet | R · 3 to go
        ## To do now and soon | A · ready to start | ## Not covered yet | R · 40 hours to go
        ## R · the school says so · 2 credits earned · 1 planned · our estimate: 0, 1 planned | Show what counts toward R
        ## R · the school says so · 2 hours | Show what counts toward R
        ## R · not yet met · the school says so · 2 of 4 · 1 planned · 1 to go · our estimate: 0, 1 planned | Show what counts toward R
        ## G · 29-1141
        ## G · O*NET 29-1141.00
        ## Along with the Learning Plan | IEP | Support | Reading help
        ## Reviews | Good | ## Nov 3, 2026 | Not signed yet"#]].assert_eq(&all.join("\n"));
}

#[test]
fn a_board_has_all_that_the_plan_says_of_a_thing() {
    for (board, fields, expected) in [
        ("goals", r#""goals": [{ "id": "g", "title": "G" }]"#, "## G"),
        ("goals", r#""goals": [{ "id": "g", "title": "G", "status": "met" }]"#, "## G · reached"),
        ("goals", r#""goals": [{ "id": "g", "title": "G", "status": "set-aside" }]"#, "## G · set aside"),
        (
            "goals",
            r#""goals": [{ "id": "g", "title": "G", "since": "2025-09-01", "due": "2029-06-15" }]"#,
            "## G · since Sep 1, 2025 · by Jun 15, 2029",
        ),
        (
            "goals",
            r#""goals": [{ "id": "g", "title": "G", "actions": [{ "id": "x", "title": "Call", "due": "2026-11-02" },
                { "id": "y", "title": "Ask", "done": true, "due": "2026-11-02" }] }]"#,
            "## G, Call · to do · was due Nov 2, 2026, Ask · done · due Nov 2, 2026",
        ),
        (
            "goals",
            r#""people": [{ "id": "k", "name": "Kai" }], "goals": [{ "id": "g", "title": "G", "cluster": "Health",
                "actions": [{ "id": "x", "title": "Call", "owner": "k" }] }]"#,
            "## G · Health, Call · to do · Kai",
        ),
        (
            "supports",
            r#""learner": { "supports": [{ "kind": "iep", "title": "IEP" }, { "kind": "504", "title": "Quiet room" }] }"#,
            "## Along with the Learning Plan, IEP, Quiet room · 504 plan",
        ),
        (
            "profile",
            r#""learner": { "profile": { "strengths": ["A"], "interests": ["B"], "values": ["C"], "preferences": ["D"],
                "needs": ["E"] } }"#,
            "## Strengths, A, ## Interests, B, ## What matters most, C, ## Good ways to learn, D, ## Needs, E",
        ),
        (
            "profile",
            r#""learner": { "profile": { "inventories": [
                { "name": "Interest survey", "result": "Artistic", "date": "2026-10-01" }] } }"#,
            "## Surveys, Interest survey · Artistic · Oct 1, 2026",
        ),
        (
            "reviews",
            r#""people": [{ "id": "k", "name": "Kai" }], "reviews": [{ "id": "v", "title": "Fall", "people": ["k", 5] }]"#,
            "## Fall, Not signed yet · Kai",
        ),
        (
            "competencies",
            r#""competencies": [{ "id": "c", "title": "Asks" }]"#,
            "## Skills, Asks · not yet shown",
        ),
    ] {
        let text = format!(r#"{{ "format": "throughline-plan/1", "steps": [], {fields} }}"#);
        let read = read(Rc::new(throughline::plan::read(&text).expect("a plan").0), "en", &[]);
        assert_eq!(lines(read.board(board)).join(", "), expected, "{fields}");
    }
    // Of a profile how many steps it explains, each counted once.
    let text = r#"{ "format": "throughline-plan/1", "learner": { "profile": { "interests": ["Art"], "needs": ["Calm"],
            "inventories": [{ "name": "Survey" }] } },
        "steps": [{ "id": "a", "title": "A", "because": ["interests/0", "interests/0", "inventories/0"] },
            { "id": "b", "title": "B", "because": ["interests/0"] }] }"#;
    let read = read(Rc::new(throughline::plan::read(text).expect("a plan").0), "en", &[]);
    assert_eq!(
        lines(read.board("profile")).join(", "),
        "## Interests, Art · 2 steps fit this, ## Needs, Calm, ## Surveys, Survey · 1 step fits this"
    );
}

#[test]
fn only_what_could_move_from_a_full_phase_says_that_it_is_full() {
    let full = |step: usize| {
        let text = r#"{ "format": "throughline-plan/1",
            "phases": [{ "id": "9", "title": "Grade 9", "maxCredits": 1 }, { "id": "10", "title": "Grade 10" }],
            "steps": [{ "id": "a", "title": "A", "credits": 1, "phase": "9" },
                { "id": "b", "title": "B", "credits": 1, "phase": "9", "status": "in-progress" },
                { "id": "c", "title": "C", "credits": 1, "phase": "10" }] }"#;
        let read = read(Rc::new(throughline::plan::read(text).expect("a plan").0), "en", &[Msg::Chose(step)]);
        read.panel().sections.iter().any(|section| section.name == "findings")
    };
    assert_eq!([full(0), full(1), full(2)], [true, false, false]);
}

#[test]
fn what_nobody_says_the_need_of_is_not_judged() {
    let stands = |fields: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "steps": [{{ "id": "a", "title": "A", "credits": 2, "subject": "Art", "status": "completed" }}],
                "requirements": [{{ "id": "r", "title": "R", {fields} }}] }}"#
        );
        let plan = throughline::plan::read(&text).expect("a plan").0;
        lines(read(Rc::new(plan), "en", &[]).board("audit")).swap_remove(0)
    };
    let figures = r#""kind": "credits", "verdict": { "earned": 3 }"#;
    assert_eq!(stands(figures), "## R · the school says so · 3 credits earned");
    let open = r#""kind": "credits", "verdict": { "earned": 3, "met": false }"#;
    assert_eq!(stands(open), "## R · not yet met · the school says so · 3 credits earned");
    assert_eq!(stands(r#""kind": "credits", "from": { "subjects": ["Art"] }"#), "## R · 2 credits earned");
    let hours = r#""kind": "hours", "verdict": { "earned": 12, "planned": 4 }"#;
    assert_eq!(stands(hours), "## R · the school says so · 12 hours · 4 planned");
}
