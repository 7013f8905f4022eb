use super::notation::plan;
use crate::plan::*;
use crate::rules::{Amount, DeedKind, deeds, hours_of};

fn figures(amount: &Amount) -> String {
    let need = amount.need.map_or(String::new(), |need| format!(" of {need}"));
    format!("{}/{}/{}/{}{need}", amount.earned, amount.in_progress, amount.planned, amount.missing)
}

/// A plan whose steps have kinds and hours, scores, settings: `work experience h24/40 @workplace`, evidence `e2`.
fn made(chains: &str, steps: &str) -> Plan {
    let mut plan = plan(chains);
    for line in steps.split("; ") {
        let (id, rest) = line.split_once(' ').unwrap_or((line, ""));
        let step = plan.steps.iter_mut().find(|step| step.id == id).expect(line);
        for word in rest.split_whitespace() {
            let pair = || {
                let (one, other) = word[1..].split_once('/').unwrap_or((&word[1..], ""));
                (one.parse().ok(), other.parse().ok())
            };
            match &word[..1] {
                "h" => {
                    let (done, need) = pair();
                    step.hours = Some(Hours { done, need });
                }
                "=" => {
                    let (value, need) = pair();
                    step.score = Some(Score { value, of: None, need });
                }
                "@" => {
                    step.place = Some(Where { setting: Setting::of(&word[1..]), provider: None });
                }
                "#" => {
                    for _ in 0..word[1..].parse().unwrap_or(0) {
                        step.evidence.push(Evidence::default());
                    }
                }
                _ => step.kind = Kind::of(word).expect(word),
            }
        }
    }
    plan
}

fn said(plan: &Plan) -> Vec<String> {
    let all = deeds(plan).into_iter().map(|deed| {
        let mut said = format!("{} {:?}", plan.steps[deed.step].id, deed.kind);
        if let Some(hours) = &deed.hours {
            said += &format!(" hours {}", figures(hours));
        }
        if let Some(score) = &deed.score {
            said += &format!(" score {}", figures(score));
        }
        if deed.evidence > 0 {
            said += &format!(" evidence {}", deed.evidence);
        }
        for course in deed.courses {
            said += &format!(" beside {}", plan.steps[course].id);
        }
        said
    });
    all.collect()
}

#[test]
fn lists_hours_service_tests_and_portfolio_items_beside_their_course() {
    let plan = made(
        "nursing* => clinical; volunteer* ~> nursing; english+ > sba+; piece+; club*; nursing ~> shadow; camp-; trip?; plain",
        "clinical experience h0/40 @workplace; volunteer experience h24/40 @community; sba assessment =2560/2548; \
         piece competency #2; club experience h5; shadow experience h0/8 @workplace #1; camp experience h1/9; trip experience h0/9",
    );
    assert_eq!(
        said(&plan),
        [
            "clinical Work hours 0/0/40/0 of 40 beside nursing",
            "volunteer Service hours 24/16/0/0 of 40 beside nursing",
            "sba Test score 2560/0/0/0 of 2548 beside english",
            "piece Portfolio evidence 2",
            "club Practice hours 5/0/0/0",
            "shadow Work hours 0/0/8/0 of 8 evidence 1 beside nursing",
        ]
    );
    let sum = |kind| hours_of(&plan, &deeds(&plan), kind).map(|hours| figures(&hours));
    assert_eq!(sum(DeedKind::Work), Some("0/0/48/0 of 48".to_string()));
    assert_eq!(sum(DeedKind::Service), Some("24/16/0/0 of 40".to_string()));
    assert_eq!(sum(DeedKind::Practice), Some("5/0/0/0".to_string()));
    assert_eq!(sum(DeedKind::Portfolio), None);
}

#[test]
fn counts_no_hours_of_what_is_waived_and_none_that_were_in_vain() {
    let plan = made(
        "test!; retest; hours!; waived%; done+; some+",
        "test assessment =2541/2586; retest assessment =/2586; hours experience h6/10; waived experience h5/10; done experience h/10; \
         some experience h7/10",
    );
    assert_eq!(
        said(&plan),
        [
            "test Test score 2541/0/0/45 of 2586",
            "retest Test score 0/0/2586/0 of 2586",
            "hours Practice hours 6/0/0/0 of 10",
            "waived Practice hours 0/0/0/0",
            "done Practice hours 10/0/0/0 of 10",
            "some Practice hours 7/0/0/3 of 10",
        ]
    );
    // Of all of them, what was done in vain has done nothing.
    let sum = |plan: &Plan| hours_of(plan, &deeds(plan), DeedKind::Practice).map(|hours| figures(&hours));
    assert_eq!(sum(&plan), Some("17/0/0/3 of 30".to_string()));
    let both = made("lab+", "lab experience h4/4 =90/80");
    assert_eq!(said(&both), ["lab Practice hours 4/0/0/0 of 4 score 90/0/0/0 of 80"]);
    assert_eq!(said(&made("sat%", "sat assessment =/80")), ["sat Test score 0/0/0/0"]);
    // Nor has a score beyond its need any to go.
    assert_eq!(said(&made("sat*", "sat assessment =90/80")), ["sat Test score 90/0/0/0 of 80"]);
    // What one has too much of does nothing for another.
    let more = made("soup+; books", "soup experience h60/20; books experience h/40");
    assert_eq!(sum(&more), Some("20/0/40/0 of 60".to_string()));
    let none = made("soup+; books", "soup experience h60; books experience h/40");
    assert_eq!(sum(&none), Some("0/0/40/0 of 40".to_string()));
}
