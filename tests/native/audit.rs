//! What a learner, a family and a counselor ask of a plan, as data: what counts here, who says so, what shows it.

use std::rc::Rc;

use expect_test::{Expect, expect};
use throughline::plan::{Because, Plan, ProfileList};
use throughline::roadmap::{self, Board, Details, Entry, Light, Roadmap, Way};
use throughline::state::{Lit, Msg, Shown, State, View, update};

use crate::view::{settings, story, words};

/// A story, drawn in a language, and what the reader's messages made of its state.
struct Read {
    plan: Rc<Plan>,
    state: State,
    roadmap: Roadmap,
    light: Light,
}

fn read(plan: Rc<Plan>, language: &str, messages: &[Msg]) -> Read {
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
    fn board(&self, name: &str) -> Option<&Board> {
        self.roadmap.boards.iter().find(|board| board.name == name)
    }

    /// The steps that are lit, by id.
    fn lit(&self) -> String {
        let lit = self.light.trace.steps.iter().zip(self.plan.steps()).filter(|(lit, _)| **lit);
        lit.map(|(_, step)| step.id.as_str()).collect::<Vec<_>>().join(" ")
    }

    fn panel(&self) -> &Details {
        self.light.details.as_ref().expect("a panel is open")
    }
}

/// An entry in a line: what it says, then what stands beside it.
fn line(entry: &Entry) -> String {
    let mut said = vec![entry.said.words.clone()];
    said.extend(entry.aside.iter().map(|phrase| phrase.words.clone()));
    "  ".repeat(entry.depth) + &said.join(" · ")
}

/// A board in lines: groups, sections with their leads, entries.
fn lines(board: Option<&Board>) -> Vec<String> {
    let mut lines = Vec::new();
    for section in board.map_or(&[][..], |board| &board.sections) {
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

/// Of each choice in a story: the steps that are lit, how it stands, and the sentence.
fn tell(choices: &[(&str, &dyn Fn(&Plan) -> Lit)], expected: Expect) {
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
        ],
        expect![[r#"
            algebra-1 geometry algebra-2
              Diploma · not yet met · your school says so · 1 of 3 credits · 1 in progress · 1 planned · as of 2026-11-20
              3 steps count here: Algebra I (Done), Geometry (Now), Algebra II (Planned).
            medical-terms
              Diploma · not yet met · your school says so · 0 of 1 credit · 1 planned · our estimate: 0 of 1 credit, 1 in progress · as of 2026-11-20
              1 step counts here: Medical Terminology (Now).
            state-history
              Diploma · waived · June Nakamura · 2025-02-03 · State history completed in Oregon.
              1 step counts here: Washington State History (Waived).
            stamp spanish-lit
              College admission · met · 4 of 2 credits
              2 steps count here: Spanish STAMP test (Done), Spanish Literature (Now).
            sba-math
              Diploma · not yet met · 2595 needed · Planned
              1 step counts here: Grade 10 math test (Planned).
            shop-visit internship practicum-hours
              Certification · not yet met · 0 of 150 hours · 396 planned
              3 steps count here: Visit to the shipyard (Planned), Shipyard summer internship (Planned), Practicum at the shipyard (Planned).
            staar-english-1 staar-algebra staar-biology staar-english-2 staar-history
              Diploma · not yet met · 4 of 5 · 1 planned
              5 steps count here: STAAR English I (Done), STAAR Algebra I (Done), STAAR Biology (Done), STAAR English II (Done), STAAR U.S. History (Planned).

              Diploma · not yet met · your school says so · 10 of 15 credits · 5 in progress · as of 2026-11-20
              Your school counts this without saying which steps.
        "#]],
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
        expect![[r#"
            vital-signs nursing-assistant
              National Health Science Standards · not yet shown · your school says: Starting · 0 of 1 part shown
              2 steps show it: Take vital signs (Now), Nursing Assistant (Planned).
            ask measure explain
              Maple Fork portrait of a learner · shown · your school says: I can do it · your work shows: I can do it · 0 of 2 parts shown
              3 steps show it: Ask a question worth asking (Done), Measure and record (Now), Explain with evidence (Planned).
            skillsusa weld-d11
              AWS D1.1 Structural Welding Code · not yet shown
              2 steps show it: SkillsUSA welding team (Now), Weld 3G and 4G to code (Planned).
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
        expect![[r#"
            hospital-tour health-careers medical-terms volunteer job-shadow nursing-assistant nurse-camp
              Interests
              7 steps fit this
            job-shadow
              Surveys I took
              1 step fits this: Job shadow a nurse (Planned).
            ag-show
              Strengths
              1 step fits this: Livestock show trailer (Done).
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
    assert_eq!(counts.entries[0].way, Way::Lit(requirement(&plan, "math-2")));
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
        ## Washington diploma · not yet met · 1 of 4 · 3 planned
        # College admission
        ## Four-year college admission · not yet met · 2 of 7 · 5 planned
        # Seal
        ## Seal of Biliteracy · not yet met · 1 of 2 · 1 planned
        # Endorsement
        ## Health Careers Academy certificate · not yet met · 0 of 4 · 4 planned"#]]
    .assert_eq(&groups(SOPHOMORE));
    expect![[r#"
        ## Harbor Point diploma · not yet met · your school says so · 61.25 of 120 credits · 32.5 in progress · 26.25 still to plan
        ## State graduation test · not yet met · your school says so · 0 of 1 · 1 to go
        ## Community service · not yet met · your school says so · 22 of 40 hours · 18 to go"#]].assert_eq(&groups(PARTIAL));
}

#[test]
fn competencies_stand_by_framework_with_the_school_beside_the_evidence() {
    let read = read(story(GRADE_7), "en", &[]);
    expect![[r#"
        ## Maple Fork portrait of a learner
        Inquire · shown · your school says: I can do it · your work shows: I can do it · 0 of 2 parts shown · 3 steps show it · INQ
          Measure and record with care · not yet shown · your school says: Getting there · 1 step shows it · INQ.2
          Explain with evidence · not yet shown · your school says: Starting out · 1 step shows it · MS-ESS3-3
        Hear more than one side · not yet shown · your school says: Starting out · 1 step shows it · COM.3
        ## Next Generation Science Standards
        Design for someone else · not yet shown · 1 step shows it · MS-ETS1-2
        ## Common Core State Standards
        Recognize and represent proportional relationships · not yet shown · your school says: Getting there · 1 step shows it · 7.RP.A.2
        Use variables to solve real problems · not yet shown · your school says: Starting out · 1 step shows it · 7.EE.B.4"#]].assert_eq(&lines(read.board("competencies")).join("\n"));
}
