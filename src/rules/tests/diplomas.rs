//! The diplomas of two states with their special cases, counted by hand.
//!
//! Washington: WAC 180-51-210 (17 core credits, 7 flexible ones: 4 electives and up to 3 by personalized pathway
//! requirements), RCW 28A.230.090 (two flexible credits may be waived), RCW 28A.230.060 and WAC 392-410-120 (state
//! history), RCW 28A.230.212 and WAC 180-51-220 (High School and Beyond Plan), RCW 28A.230.710 and WAC 180-51-230
//! (graduation pathways). Texas: 19 TAC §74.12 (foundation, 22 credits, and what may stand in for what) and §74.13
//! (endorsements, 26 credits), Texas Education Code §39.025 (end-of-course tests).

use super::notation::{find, with};
use crate::plan::*;
use crate::rules::{Progress, Share, progress};

const WASHINGTON: &str = "
diploma all
  credits credits 24
    english credits 4 #English
    math credits 3 #Math
    science credits 3 #Science
      lab credits 2 physical,bio,chem
    social credits 3 #Social
    arts credits 2
      arts1 credits 1 #Arts
      arts2 credits 1 #Arts
    language credits 2 #Language
    health credits 2 #Health
    cte credits 1 #CTE
    electives credits 4 [course
  history status history,
  hsbp status hsbp,
  pathway any
    tests all
      ela score 2548 sbaela,
      numbers score 2595 sbamath,
    dual all
      dualenglish status english12,
      dualmath status stats,
sequence credits 2 :pathway #CTE
";

/// All but the arts, world language and career and technical education: 15 credits and what asks for none.
const CORE: &str = "english9+:1#English; english10+:1#English; english11:1#English; english12:1#English
    algebra+:1#Math; geometry+:1#Math; stats:1#Math
    physical+:1#Science; bio+:1#Science; chem:1#Science
    us+:1#Social; world+:1#Social; civics:0.5#Social; problems:0.5#Social
    fitness+:1.5#Health; health+:0.5#Health
    history%; hsbp*; sbaela+; sbamath; ";

fn washington(chains: &str, tree: &str) -> (Plan, Progress) {
    let mut plan = with(&format!("{CORE}{chains}"), tree);
    for (id, kind, value) in [
        ("hsbp", Kind::Task, None),
        ("sbaela", Kind::Assessment, Some(2600.0)),
        ("sbamath", Kind::Assessment, None),
    ] {
        if let End::Step(ix) = find(&plan, id) {
            plan.steps[ix].kind = kind;
            plan.steps[ix].score = Some(Score { value, of: None, need: None });
        }
    }
    let progress = progress(&plan);
    (plan, progress)
}

fn ix(plan: &Plan, id: &str) -> RequirementIx {
    plan.requirements.iter().position(|requirement| requirement.id == id).expect(id)
}

/// `1/0/1/0`: earned, under way, planned, missing; `met` where it is.
fn stands(plan: &Plan, progress: &Progress, ids: &str) -> String {
    let mut said = Vec::new();
    for id in ids.split_whitespace() {
        let standing = &progress.requirements[ix(plan, id)];
        let amount = standing.amount;
        let met = if standing.met { " met" } else { "" };
        let (earned, under_way) = (amount.earned, amount.in_progress);
        let (planned, missing) = (amount.planned, amount.missing);
        said.push(format!("{id} {earned}/{under_way}/{planned}/{missing}{met}"));
    }
    said.join(", ")
}

#[test]
fn washington_asks_for_24_credits_and_for_what_has_none() {
    let more = "band+:1#Arts; paint:1#Arts; spanish1*:1#Language; spanish2:1#Language; shop+:1#CTE;
        shop2+:1#CTE; shop3*:1#CTE; write:1#English; finance:1#Business";
    let (plan, progress) = washington(more, WASHINGTON);
    assert_eq!(
        stands(&plan, &progress, "credits english lab arts language cte electives"),
        "credits 13/2/9/0, english 2/0/2/0, lab 2/0/0/0 met, arts 1/0/1/0, language 0/1/1/0, cte 1/0/0/0 met, \
         electives 1/1/2/0"
    );
    assert_eq!(
        stands(&plan, &progress, "history hsbp pathway tests dual sequence"),
        "history 1/0/0/0 met, hsbp 0/1/0/0, pathway 0/0/1/0, tests 1/0/1/0, dual 0/0/2/0, sequence 2/1/0/0 met"
    );
    assert!(progress.judged && progress.gaps.is_empty());
}

#[test]
fn in_washington_up_to_three_credits_are_a_personal_pathway() {
    // The second credit of arts and both of a world language: medical terms, anatomy and nursing take their place
    // because they name them, and are then neither career and technical education nor electives.
    let pathway =
        "band+:1#Arts; terms+:1#CTE$arts2; anatomy:1#Science$language; nursing*:1#CTE$language; shop+:1#CTE;
        e1:1#Elective; e2:1#Elective; e3:1#Elective; e4:1#Elective";
    let (plan, progress) = washington(pathway, WASHINGTON);
    assert_eq!(
        stands(&plan, &progress, "credits arts arts1 arts2 language cte science electives"),
        "credits 13/1/10/0, arts 2/0/0/0 met, arts1 1/0/0/0 met, arts2 1/0/0/0 met, language 0/1/1/0, cte 1/0/0/0 met, \
         science 2/0/1/0, electives 0/0/4/0"
    );
    // In another overlay they count as what they are.
    assert_eq!(stands(&plan, &progress, "sequence"), "sequence 2/1/0/0 met");
    assert!(progress.judged && progress.gaps.is_empty());
}

#[test]
fn in_washington_the_first_credit_of_arts_has_no_substitute() {
    let none = "terms+:1#CTE$arts2; spanish1+:1#Language; spanish2+:1#Language; shop+:1#CTE;
        e1:1#Elective; e2:1#Elective; e3:1#Elective; e4:1#Elective; e5:1#Elective";
    let (plan, progress) = washington(none, WASHINGTON);
    assert_eq!(
        stands(&plan, &progress, "credits arts arts1 electives"),
        "credits 14/0/10/1, arts 1/0/0/1, arts1 0/0/0/1, electives 0/0/5/0"
    );
    assert!(!progress.gaps.is_empty(), "25 credits, and one of arts is missing");
}

#[test]
fn in_washington_two_flexible_credits_may_be_waived() {
    // The host asks for two less, and says so where they were.
    let tree = WASHINGTON.replace("credits credits 24", "credits credits 22").replace(
        "electives credits 4 [course",
        "electives credits 2 [course\n    flexible credits 2 [course waived",
    );
    let more = "band+:1#Arts; paint:1#Arts; spanish1+:1#Language; spanish2:1#Language; shop+:1#CTE;
        e1:1#Elective; e2:1#Elective";
    let (plan, progress) = washington(more, &tree);
    assert_eq!(
        stands(&plan, &progress, "credits electives flexible"),
        "credits 13/0/9/0, electives 0/0/2/0, flexible 0/0/0/0 met"
    );
    assert!(progress.judged && progress.gaps.is_empty());
}

#[test]
fn credit_by_exam_says_where_it_came_from() {
    let more = "band+:1#Arts; paint:1#Arts; exam+:4$language/2$electives/2; shop+:1#CTE; college*:1#Elective;
        away+:1#Elective";
    let (mut plan, _) = washington(more, WASHINGTON);
    for (id, kind) in [
        ("exam", OriginKind::Exam),
        ("college", OriginKind::DualCredit),
        ("away", OriginKind::Transfer),
        ("shop", OriginKind::Transcript),
    ] {
        if let End::Step(ix) = find(&plan, id) {
            plan.steps[ix].source = Some(Origin { kind: Some(kind), title: None });
        }
    }
    let progress = progress(&plan);
    let from = |id: &str| {
        let shares = progress.of_requirement(&plan, ix(&plan, id));
        let said = shares.iter().map(|&Share { step, credits, origin }| {
            let origin = origin.map_or("", OriginKind::word);
            format!("{} {credits} {origin}", plan.steps[step].id)
        });
        said.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(from("language"), "exam 2 exam");
    assert_eq!(from("electives"), "exam 2 exam, college 1 dual-credit, away 1 transfer");
    assert_eq!(from("arts"), "band 1 , paint 1 ");
    assert!(from("credits").contains("exam 4 exam") && from("diploma").contains("hsbp 0 "));
}

#[test]
fn a_step_names_all_it_serves_in_all_overlays() {
    let more = "band+:1#Arts; shop+:1#CTE; shop2*:1.5#CTE; terms:1#CTE$language";
    let (plan, progress) = washington(more, WASHINGTON);
    let served = |id: &str| {
        let End::Step(step) = find(&plan, id) else { return String::new() };
        let served = progress.of_step(step);
        let said = served.iter().map(|&(at, credits)| format!("{} {credits}", plan.requirements[at].id));
        said.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(served("shop"), "cte 1, sequence 1");
    assert_eq!(served("shop2"), "electives 1.5, sequence 1.5");
    assert_eq!(served("terms"), "language 1, sequence 1");
    assert_eq!(served("english12"), "english 1, dualenglish 0");
    assert_eq!(served("history"), "history 0");
}

const TEXAS: &str = "
foundation all
  credits credits 22
    english credits 4 #English
    math credits 3 #Math
    science credits 3 #Science
    social credits 3 #Social
    languages credits 2 #Languages
    arts credits 1 #Arts
    pe credits 1 #PE
    electives credits 5 [course
  eoc all
    english1 score 3775 eocenglish1,
    biology score 3550 eocbiology,
  speech status speech,
endorsement all :endorsement
  total credits 26
    e-english credits 4 #English
    e-math credits 4 #Math
    e-science credits 4 #Science
    e-social credits 3 #Social
    e-languages credits 2 #Languages
    e-arts credits 1 #Arts
    e-pe credits 1 #PE
    e-electives credits 7 [course
      e-sequence credits 4 weld1,weld2,practicum
";

const JUNIOR: &str = "english1+:1#English; english2+:1#English; english3*:1#English; english4:1#English
    algebra+:1#Math; geometry+:1#Math; algebra2*:1#Math; stats:1#Math
    bio+:1#Science; chem+:1#Science; physics*:1#Science; env:1#Science
    geo+:1#Social; us:1#Social; gov:0.5#Social; econ:0.5#Social; art+:1#Arts
    weld1+:2#CTE; weld2*:2#CTE; practicum:2#CTE; speech+:0.5#Speech; health+:0.5#Health; ";

#[test]
fn texas_counts_the_fourth_mathematics_as_an_elective_of_the_22_and_as_itself_in_the_26() {
    let plan = with(
        &format!("{JUNIOR} spanish1+:1#Languages; spanish2*:1#Languages; pe+:1#PE; eocenglish1+; eocbiology"),
        TEXAS,
    );
    let progress = progress(&plan);
    assert_eq!(
        stands(&plan, &progress, "credits math science electives"),
        "credits 13/6/7/0, math 2/1/0/0, science 2/1/0/0, electives 3/2/4/0"
    );
    assert_eq!(
        stands(&plan, &progress, "total e-math e-science e-electives e-sequence"),
        "total 13/6/7/0, e-math 2/1/1/0, e-science 2/1/1/0, e-electives 3/2/2/0, e-sequence 2/2/0/0"
    );
    assert_eq!(stands(&plan, &progress, "speech"), "speech 1/0/0/0 met");
}

#[test]
fn in_texas_computer_science_and_athletics_stand_in_where_the_school_agrees() {
    // §74.12 (b) (5) (A) (ii): two credits of computer programming languages; (b) (6) (C): physical education through
    // athletics or a cadet corps. The school says so by naming the requirement, in each overlay.
    let chains = format!(
        "{JUNIOR} code1+:1#CTE$languages$e-languages; code2*:1#CTE$languages$e-languages; athletics+:1#Athletics$pe$e-pe"
    );
    let plan = with(&format!("{chains}; eocenglish1; eocbiology"), TEXAS);
    let progress = progress(&plan);
    assert_eq!(
        stands(&plan, &progress, "languages pe e-languages e-pe"),
        "languages 1/1/0/0, pe 1/0/0/0 met, e-languages 1/1/0/0, e-pe 1/0/0/0 met"
    );
    // Who matches by subject alone is not asked.
    let by_subject = with(
        &chains.replace("$languages$e-languages", ""),
        &TEXAS.replace("eocenglish1,", "bio,").replace("eocbiology,", "bio,"),
    );
    let open = crate::rules::progress(&by_subject);
    assert_eq!(stands(&by_subject, &open, "languages"), "languages 0/0/0/2");
}

#[test]
fn in_texas_a_test_that_was_not_passed_keeps_the_diploma_open() {
    let chains =
        format!("{JUNIOR} spanish1+:1#Languages; spanish2*:1#Languages; pe+:1#PE; eocenglish1!; eocbiology+");
    let mut plan = with(&chains, TEXAS);
    let score = |plan: &mut Plan, id: &str, value| {
        if let End::Step(ix) = find(plan, id) {
            plan.steps[ix].kind = Kind::Assessment;
            plan.steps[ix].score = Some(Score { value: Some(value), of: None, need: None });
        }
    };
    score(&mut plan, "eocenglish1", 3600.0);
    score(&mut plan, "eocbiology", 3720.0);
    let open = progress(&plan);
    assert_eq!(
        stands(&plan, &open, "eoc english1 biology"),
        "eoc 1/0/0/1, english1 0/0/0/3775, biology 3720/0/0/0 met"
    );
    assert!(!open.gaps.is_empty());
    // A committee lets the learner graduate: the host's verdict, or a waiver.
    let english1 = ix(&plan, "english1");
    plan.requirements[english1].waived = Some(Waiver { by: None, at: None, note: None });
    assert!(progress(&plan).requirements[ix(&plan, "eoc")].met);
}
