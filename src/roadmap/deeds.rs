//! Hours, tests, service and portfolio items, said: what is done and what is needed, beside the course they serve.

use super::pen::Pen;
use super::{audit, bar, findings, plain, summary};
use crate::plan::{End, StepIx};
use crate::rules::{self, Deed, DeedKind, Unit};

/// One section for each kind of deed, with the hours of all of them before it.
pub fn of_plan(pen: &mut Pen, deeds: &[Deed]) {
    for &(kind, name, heading) in &[
        (DeedKind::Work, "work", "deed.work"),
        (DeedKind::Service, "service", "deed.service"),
        (DeedKind::Practice, "practice", "deed.practice"),
        (DeedKind::Test, "test", "deed.test"),
        (DeedKind::Portfolio, "portfolio", "deed.portfolio"),
    ] {
        if !deeds.iter().any(|deed| deed.kind == kind) {
            continue;
        }
        let hours = rules::hours_of(pen.plan, deeds, kind);
        let lead = hours.and_then(|hours| audit::reached(pen.words, Unit::Hours, &hours));
        for deed in deeds.iter().filter(|deed| deed.kind == kind) {
            if !deed.courses.is_empty() {
                pen.fill("deed.with", "courses", &findings::list(pen.plan, pen.words, &deed.courses));
            }
            self::deed(pen, deed);
        }
        match lead {
            Some(lead) => pen.close_led(name, heading, plain(lead)),
            None => pen.close_some(name, heading),
        }
    }
}

/// The deeds that go with a course.
pub fn of_course(pen: &mut Pen, deeds: &[Deed], course: StepIx) {
    for deed in deeds.iter().filter(|deed| deed.courses.contains(&course)) {
        self::deed(pen, deed);
    }
    pen.close_some("deeds", "details.deeds");
}

fn deed(pen: &mut Pen, deed: &Deed) {
    pen.status(deed.step);
    if let Some(hours) = &deed.hours {
        audit::tell_reached(pen, Unit::Hours, hours);
        summary::beside_rest(pen, hours, "amount.to-go");
        pen.bar(hours.need.and_then(|_| bar(hours)));
    }
    if let Some(score) = &deed.score {
        audit::tell_reached(pen, Unit::Score, score);
    }
    if deed.evidence > 0 {
        pen.tell(pen.words.count("deed.evidence", deed.evidence as f64, &[]));
    }
    pen.end(End::Step(deed.step));
}
