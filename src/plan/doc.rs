//! The plan document as it is on the wire, each object of plan-format once.
//!
//! The shape, what reads it and its part of the published schema come from one declaration.
//!
//! It is one file, since it is read beside plan-format.md, from its beginning to its end.

use super::json::Json;
use super::kind::*;
use super::phase::MOST_PHASES;
use super::place::Place;
use super::problem::{Fault, Problems, Unreadable, quote};
use super::read::{Read, Shaped, added, document, shaped, wire};
use super::shape::{Field, Shape, fit};
use super::trusted::*;
use super::{Date, FORMAT, MOST_BYTES, SafeUrl, Text, Time};

/// What a host sent: every part of it looks as plan-format says, and nothing more is believed.
///
/// Invariant: its JSON fits the shape of a plan document.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanDoc<'a> {
    pub(crate) json: Json<'a>,
}

/// The document in a text, and what was wrong with its parts; or why the text is no plan document.
///
/// References are not looked at yet: that is [`check`](fn@super::check)'s part.
pub fn read(text: &str) -> Result<(PlanDoc<'_>, Problems), Unreadable> {
    if text.len() > MOST_BYTES {
        return Err(Unreadable::TooLarge { line: 0, column: 0 });
    }
    let mut json = Json::parse(text).map_err(|stop| {
        let before = text.as_bytes().get(..stop.at).unwrap_or_default();
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        let column = 1 + before.iter().rev().take_while(|byte| **byte != b'\n').count();
        match stop.reason {
            None => Unreadable::TooLarge { line, column },
            Some(reason) => Unreadable::NotJson { line, column, reason },
        }
    })?;
    match json.field("format") {
        Some(Json::Text(format)) if format == FORMAT => {}
        Some(Json::Text(format)) => {
            return Err(Unreadable::Format { place: "/format", found: Some(quote(format)) });
        }
        Some(_) => return Err(Unreadable::Format { place: "/format", found: None }),
        None => return Err(Unreadable::Format { place: "", found: None }),
    }
    let mut problems = Problems::new();
    if json.field("steps").is_none() {
        problems.add(&Place::Root, Fault::Missing("steps"));
    }
    fit(&mut json, Plan::SHAPE, &Place::Root, &mut problems);
    Ok((PlanDoc { json }, problems))
}

/// How many objects of a sort one list may hold.
const fn most(name: &str) -> usize {
    match name.as_bytes() {
        b"Edge" => 60_000,
        b"Phase" => MOST_PHASES,
        b"Lane" | b"Pathway" => 200,
        _ => 20_000,
    }
}

document! {
    /// A plan document: what a host's API returns. Everything but `format` and `steps` is optional, and unknown
    /// fields are ignored.
    shape Plan PlanJson {
        /// The host's name for the plan.
        id: Option<String>,
        /// What the plan is called.
        title: Option<Text>,
        /// The language that plain strings are in, as a BCP 47 tag.
        language: Option<String>,
        /// When the plan last changed.
        updated: Option<Time>,
        /// Where the plan itself stands; `approved` is as anybody takes it to be, and is not said.
        status: Option<PlanStatus>,
        /// What the host calls things.
        words: LocalWords,
        /// Who is looking.
        viewer: Option<Viewer>,
        /// What the host offers.
        links: Links,
        /// The people that the plan names.
        people: Vec<Person>,
        /// Whose plan it is.
        learner: Learner,
        /// Where the learner is heading.
        goals: Vec<Goal>,
        /// Stretches of time, in order; without any, they are made from the links.
        phases: Vec<Phase>,
        /// Rows, in order; without any, there is one for each kind of step present.
        lanes: Vec<Lane>,
        /// What the learner does, did or may do.
        steps: Vec<Step>,
        /// Links between steps and goals.
        edges: Vec<Edge>,
        /// What the school or a program asks for.
        requirements: Vec<Requirement>,
        /// What the learner can show.
        competencies: Vec<Competency>,
        /// What competencies are measured on.
        scales: Vec<Scale>,
        /// Other ways to go.
        pathways: Vec<Pathway>,
        /// Conferences over the plan.
        reviews: Vec<Review>,
    }

    /// What the host calls things; each replaces our word.
    struct LocalWords {
        /// The plan, such as "High School and Beyond Plan".
        plan: Option<Text>,
        /// A pathway, such as "program of study".
        pathway: Option<Text>,
        /// A phase, such as "semester".
        phase: Option<Text>,
        /// One credit.
        credit: Option<Text>,
        /// Several credits.
        credits: Option<Text>,
    }

    /// Who is looking, and what the host lets them do.
    struct Viewer {
        /// Id of a person.
        person: Option<String>,
        /// What they are to the learner.
        role: Option<Role>,
        /// What the host lets them do.
        can: Vec<Can>,
    }

    /// What the host offers.
    struct Links {
        /// Where changes are posted.
        changes: Option<SafeUrl>,
        /// Where pathways to start from are.
        pathways: Option<SafeUrl>,
        /// Where the courses on offer are.
        catalog: Option<SafeUrl>,
        /// The host's own page of this plan.
        page: Option<SafeUrl>,
    }

    /// Someone the plan names.
    struct Person {
        /// What the plan calls them; of a person whom `people` does not list nothing is shown, since ids may be secret.
        id: String,
        /// Their name, as they write it.
        name: Option<String>,
        /// What they are to the learner's plan.
        role: Option<Role>,
        /// What they are to the learner, in words: "mother", "homeroom".
        relation: Option<Text>,
    }

    /// Whose plan it is.
    struct Learner {
        /// Id of a person.
        person: Option<String>,
        /// The grade or year, as the school writes it.
        grade_level ("gradeLevel"): Option<String>,
        /// The school's name.
        school: Option<Text>,
        /// When they mean to graduate; of a year alone, in any phase that ends in it.
        graduation: Option<Date>,
        /// What they say of themselves.
        profile: Profile,
        /// Supports beside the plan.
        supports: Vec<Support>,
    }

    /// What the learner says of themselves.
    struct Profile {
        /// What they are good at.
        strengths: Vec<Text>,
        /// What they like.
        interests: Vec<Text>,
        /// What they need to do well.
        needs: Vec<Text>,
        /// What matters to them.
        values: Vec<Text>,
        /// How they like to learn and work.
        preferences: Vec<Text>,
        /// Surveys they took.
        inventories: Vec<Inventory>,
    }

    /// A survey of interests or the like, and what it said.
    struct Inventory {
        /// What it is called.
        name: Text,
        /// What it said.
        result: Option<Text>,
        /// When it was taken.
        date: Option<Date>,
        /// Where the result is.
        url: Option<SafeUrl>,
    }

    /// A support beside the plan: that there is one and where, never what is in it.
    struct Support {
        /// What it is.
        kind: Option<SupportKind>,
        /// What the school calls it.
        title: Option<Text>,
        /// Where those who may can read it.
        url: Option<SafeUrl>,
    }

    /// Where the learner is heading.
    shape Goal GoalJson {
        /// Unique among goals.
        id: String,
        /// What it is about.
        kind: Option<GoalKind>,
        /// What it is.
        title: Option<Text>,
        /// A sentence or two on it.
        summary: Option<Text>,
        /// Whether the through line leads to it; without one that is not set aside, the first active goal is primary.
        primary: bool,
        /// Whether it is still aimed at; without it, it is active.
        status: Option<GoalStatus>,
        /// Since when.
        since: Option<Date>,
        /// By when.
        due: Option<Date>,
        /// The learner's own reason.
        why: Option<Text>,
        /// The occupation it is.
        occupation: Option<Occupation>,
        /// The career cluster it is in.
        cluster: Option<Text>,
        /// Small things to do for it.
        actions: Vec<Action>,
    }

    /// An occupation in a scheme of codes.
    struct Occupation {
        /// The scheme, such as `onet-soc`.
        scheme: Option<String>,
        /// The code in it, such as `29-1141.00`.
        code: Option<String>,
    }

    /// A small thing to do for a goal.
    struct Action {
        /// Unique among the goal's actions.
        id: String,
        /// What is to be done.
        title: Text,
        /// Id of the person who does it.
        owner: Option<String>,
        /// By when.
        due: Option<Date>,
        /// Whether it is done.
        done: bool,
    }

    /// A stretch of time, or of progress where nothing is dated.
    shape Phase PhaseJson {
        /// Unique among phases.
        id: String,
        /// What it is called.
        title: Option<Text>,
        /// What it is a stretch of; without it, `open`.
        kind: Option<PhaseKind>,
        /// When it begins.
        start: Option<Date>,
        /// When it ends.
        end: Option<Date>,
        /// How many credits of courses and experiences fit into it; those by transfer or exam, and of what is waived,
        /// take no room. A phase that is over is never too full.
        max_credits ("maxCredits"): Option<f64>,
    }

    /// A row of the picture.
    shape Lane LaneJson {
        /// Unique among lanes.
        id: String,
        /// What it is called.
        title: Option<Text>,
        /// The kinds of step it holds where a step names no lane.
        kinds: Vec<Kind>,
    }

    /// One thing the learner does, did or may do.
    shape Step StepJson {
        /// Unique among steps.
        id: String,
        /// What it is called; without it, its code or id.
        title: Option<Text>,
        /// A sentence or two on it.
        summary: Option<Text>,
        /// What it is; without it, a course where it has a code, credits or a mark, and else a task.
        kind: Option<Kind>,
        /// Id of a phase; without it, the links place the step.
        phase: Option<String>,
        /// Ids of the phases in which it is offered; without any, each but the summers.
        offered: Vec<String>,
        /// Id of a lane; without it, the first lane that holds its kind.
        lane: Option<String>,
        /// How far it is; without it, planned.
        status: Option<Status>,
        /// Why it is at risk, if it is.
        risk: Option<Text>,
        /// The school's code for it. A later step of the same code is the next attempt at one that was not
        /// met; so is, of tests without a code, one of the same title.
        code: Option<String>,
        /// The subject it belongs to.
        subject: Option<Text>,
        /// AP, dual credit, CTE, honors and the like.
        level: Option<Text>,
        /// Credits on offer; of a completed step, those earned.
        credits: Option<f64>,
        /// The mark received, in the school's own notation.
        mark: Option<String>,
        /// The result of a test.
        score: Option<Score>,
        /// Hours of practice, service or work.
        hours: Option<Hours>,
        /// Where it takes place.
        place ("where"): Option<Where>,
        /// When it begins; until then it is not ready to start.
        start: Option<Date>,
        /// When it ends.
        end: Option<Date>,
        /// By when it must be done.
        due: Option<Date>,
        /// Where more about it is.
        url: Option<SafeUrl>,
        /// Where it, and its credit, came from.
        source: Option<Origin>,
        /// What it shows of competencies.
        competencies: Vec<Attained>,
        /// Which requirements it serves.
        counts: Vec<Counts>,
        /// The entries of the learner's profile that explain it, such as `interests/0`.
        because: Vec<String>,
        /// What shows that it was done.
        evidence: Vec<Evidence>,
        /// What was said of it.
        notes: Vec<Note>,
        /// How far it is agreed.
        agency: Option<Agency>,
    }

    /// The result of a test.
    struct Score {
        /// What was reached.
        value: Option<f64>,
        /// What can be reached.
        of: Option<f64>,
        /// What is asked for. A completed step below it counts as not met, but for the credits it brings.
        need: Option<f64>,
    }

    /// Hours of practice, service or work.
    struct Hours {
        /// How many are done.
        done: Option<f64>,
        /// How many are asked for.
        need: Option<f64>,
    }

    /// Where a step takes place.
    struct Where {
        /// What sort of place it is.
        setting: Option<Setting>,
        /// Who offers it there.
        provider: Option<Text>,
    }

    /// Where a step, and its credit, came from.
    struct Origin {
        /// What sort of record says so.
        kind: Option<OriginKind>,
        /// What that record is called.
        title: Option<Text>,
    }

    /// What a step shows of a competency.
    shape Attained AttainedJson {
        /// Id of a competency.
        competency: String,
        /// Id of a level in the competency's scale.
        level: Option<String>,
    }

    /// A requirement that a step serves.
    shape Counts CountsJson {
        /// Id of a requirement.
        requirement: String,
        /// How many of the step's credits it takes; without it, all of them.
        credits: Option<f64>,
    }

    /// What shows that a step was done.
    struct Evidence {
        /// Unique among the step's evidence.
        id: String,
        /// What it is.
        kind: Option<EvidenceKind>,
        /// What it is called.
        title: Option<Text>,
        /// Where it is.
        url: Option<SafeUrl>,
        /// Id of the person who gave it.
        by: Option<String>,
        /// When it was given.
        at: Option<Time>,
    }

    /// What someone said of a step.
    struct Note {
        /// Unique among the step's notes.
        id: String,
        /// What it is.
        kind: Option<NoteKind>,
        /// What was said.
        text: Text,
        /// Id of the person who said it.
        by: Option<String>,
        /// When it was said.
        at: Option<Time>,
        /// Who it is for; without it, all who see the plan. One that cannot be read is `staff`.
        audience: Option<Audience>,
    }

    /// How far a step is agreed, and how it came so far.
    struct Agency {
        /// How far it is agreed now.
        state: Option<AgencyState>,
        /// Id of the person who said so.
        by: Option<String>,
        /// When they said so.
        at: Option<Time>,
        /// What was said before, the earliest first.
        history: Vec<AgencyEvent>,
    }

    /// One turn in how a step came to be agreed.
    struct AgencyEvent {
        /// How far it was agreed then.
        state: Option<AgencyState>,
        /// Id of the person who said so.
        by: Option<String>,
        /// When they said so.
        at: Option<Time>,
        /// What they added.
        note: Option<Text>,
    }

    /// A typed link between steps or goals; `from` comes first.
    shape Edge EdgeJson {
        /// Id of a step or goal.
        from: String,
        /// Id of a step or goal.
        to: String,
        /// What it says of its ends; without it, `leads-to`.
        kind: Option<EdgeKind>,
        /// A sentence on it.
        note: Option<Text>,
        /// The lowest mark in `from`, or in a retake of the same `code`, that satisfies `to`, in the school's own
        /// notation. Letters, numbers and percentages are compared, the higher the better: where the lower is the
        /// better one, say nothing here.
        minimum: Option<String>,
    }

    /// What a school or program asks for.
    shape Requirement RequirementJson {
        /// Unique among all requirements of the plan, children included.
        id: String,
        /// What it is called.
        title: Option<Text>,
        /// What it belongs to: diploma, endorsement, admission, athletics, seal and so on. Without it, what its
        /// parent belongs to, and at the root the diploma.
        overlay: Option<String>,
        /// What it counts; without it, `all` of its children, else `credits` where it has a need, else `status`.
        kind: Option<RequirementKind>,
        /// How much of what `kind` counts; all and any need none. Without it, `count` asks for all children, `hours`
        /// and `score` for what the steps need.
        need: Option<f64>,
        /// Its children.
        children ("of"): Vec<Requirement>,
        /// Which steps serve it, where no step names it.
        from: From,
        /// The host's own word on it, which wins over ours.
        verdict: Option<Verdict>,
        /// Who waived it.
        waived: Option<Waiver>,
    }

    /// Which steps serve a requirement. Lists are alternatives, fields are conditions; no step serves where nothing of
    /// a condition can be read.
    shape From FromJson {
        /// Ids of steps.
        steps: Vec<String>,
        /// Subjects.
        subjects: Vec<String>,
        /// Kinds of step.
        kinds: Vec<Kind>,
        /// Id of a competency that a step must show.
        competency: Option<String>,
        /// Id of the level it must show, in that competency's scale.
        level: Option<String>,
    }

    /// The host's word on a requirement.
    struct Verdict {
        /// Whether it is met; where that cannot be read, there is no verdict.
        met: Option<bool>,
        /// How much is earned.
        earned: Option<f64>,
        /// How much is under way.
        in_progress ("inProgress"): Option<f64>,
        /// How much is planned.
        planned: Option<f64>,
        /// How much is asked for.
        need: Option<f64>,
        /// When the host found so.
        at: Option<Time>,
    }

    /// Who let the learner off a requirement.
    struct Waiver {
        /// Id of a person.
        by: Option<String>,
        /// When.
        at: Option<Time>,
        /// Why.
        note: Option<Text>,
    }

    /// Something a learner can show, in a framework.
    shape Competency CompetencyJson {
        /// Unique among competencies.
        id: String,
        /// What it is called.
        title: Option<Text>,
        /// Its code in the framework.
        code: Option<String>,
        /// The framework it belongs to.
        framework: Option<Text>,
        /// Where the framework tells of it.
        uri: Option<SafeUrl>,
        /// Id of the scale it is measured on.
        scale: Option<String>,
        /// Id of the level reached in that scale.
        level: Option<String>,
        /// Id of the competency it is part of.
        parent: Option<String>,
    }

    /// What competencies are measured on.
    struct Scale {
        /// Unique among scales.
        id: String,
        /// Its levels, the lowest first.
        levels: Vec<Level>,
    }

    /// A level of a scale.
    struct Level {
        /// Unique in its scale.
        id: String,
        /// What it is called.
        title: Option<Text>,
        /// Whether it is enough.
        proficient: bool,
    }

    /// Another way to go: steps kept and added on the way to a goal.
    shape Pathway PathwayJson {
        /// Unique among pathways.
        id: String,
        /// What it is called.
        title: Option<Text>,
        /// A sentence or two on it.
        summary: Option<Text>,
        /// Id of the goal it leads to.
        goal: Option<String>,
        /// Whether it is the way the plan goes now.
        current: bool,
        /// Ids of the plan's steps that it keeps.
        steps: Vec<String>,
        /// Steps it adds.
        add: Vec<Step>,
        /// Links it adds; ends name steps of the plan, goals, or steps it adds.
        add_edges ("addEdges"): Vec<Edge>,
        /// What it asks for beyond the plan's own requirements.
        requirements: Vec<Requirement>,
    }

    /// A conference over the plan.
    struct Review {
        /// Unique among reviews.
        id: String,
        /// When it is or was.
        date: Option<Date>,
        /// What it is called.
        title: Option<Text>,
        /// Ids of the people who take part and are to sign: of each without a signature it is said that they have not.
        people: Vec<String>,
        /// What was said.
        notes: Option<Text>,
        /// Who signed.
        signatures: Vec<Signature>,
    }

    /// That someone signed, and when.
    struct Signature {
        /// Id of a person.
        by: Option<String>,
        /// When they signed.
        at: Option<Time>,
    }
}
