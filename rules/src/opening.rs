//! The way to opening day: what can start today, what waits for what, and the longest chain.
//!
//! Counted by the limits of the law, without extensions: how late it can get where every
//! office takes all the time it has. Permits without a stated limit are named and not counted.

use crate::assessment::{Assessment, Need};
use crate::calendar::Calendar;
use crate::date::Date;
use crate::deadline;
use crate::handbook::{Handbook, Length, Limit, LimitStart, PermitGuide};

/// The way to opening day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// What must be done before, in the order in which it can start.
    pub tasks: Vec<Task>,
    /// Duties after it: permit id, what to do by when.
    pub afterwards: Vec<(String, String)>,
    /// Working days until the last task ends.
    pub days: u16,
}

/// One permit on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Permit id.
    pub permit: String,
    /// Working days from the first day until it can be taken up; 0 is today.
    pub starts: u16,
    /// Working days it takes at most; `None` where no limit is stated.
    pub days: Option<u16>,
    /// Ids of the permits it waits for, of those that this case needs.
    pub waits_for: Vec<String>,
    /// Why it waits: 优化营商环境条例第19条.
    pub sources: Vec<String>,
    /// On the longest chain: a day later here is a day later for the opening.
    pub is_critical: bool,
    /// Some limit or prerequisite was not read in full in the law.
    pub is_marked: bool,
}

impl Task {
    /// Working days from the first day until it ends.
    #[must_use]
    pub fn ends(&self) -> u16 {
        self.starts.saturating_add(self.days.unwrap_or_default())
    }
}

/// The permits an assessment needs, on their way. `chosen` gives the option answered to a question.
#[must_use]
pub fn opening(
    handbook: &Handbook,
    assessment: &Assessment,
    chosen: impl Fn(&str) -> Option<String>,
) -> Opening {
    let needed = assessment.permits.iter();
    let needed: Vec<&str> = needed
        .filter(|it| it.need == Need::Required)
        .map(|it| it.id.as_str())
        .collect();
    let guide = |id: &str| handbook.permits.iter().find(|it| it.permit == id);
    let mut opening = Opening::default();
    let mut waiting: Vec<Task> = Vec::new();
    for id in &needed {
        match guide(id).and_then(|it| it.afterwards.as_ref()) {
            Some(duty) => opening
                .afterwards
                .push(((*id).to_owned(), duty.text.clone())),
            None => waiting.push(task(id, guide(id), &needed, &chosen)),
        }
    }
    opening.tasks = in_order(waiting);
    opening.days = opening.tasks.iter().map(Task::ends).max().unwrap_or(0);
    mark_critical(&mut opening);
    opening
}

fn task(
    id: &str,
    guide: Option<&PermitGuide>,
    needed: &[&str],
    chosen: &impl Fn(&str) -> Option<String>,
) -> Task {
    let firsts = guide.map_or(&[][..], |it| it.after.as_slice());
    let is_needed = |id: &&String| needed.contains(&id.as_str());
    let barring = firsts
        .iter()
        .filter(|it| it.permits.iter().any(|id| is_needed(&id)));
    let longest = guide.and_then(|it| longest(it, chosen));
    let mut waits_for: Vec<String> = barring
        .clone()
        .flat_map(|it| it.permits.iter().filter(is_needed))
        .cloned()
        .collect();
    waits_for.dedup();
    Task {
        permit: id.to_owned(),
        starts: 0,
        days: longest.map(|(days, _)| days),
        waits_for,
        sources: barring.clone().map(|it| it.source.clone()).collect(),
        is_critical: false,
        is_marked: longest.is_some_and(|(_, marked)| marked)
            || barring
                .into_iter()
                .any(|it| it.mark != crate::contents::Mark::Verified),
    }
}

/// The working days a permit takes at most by law, and whether some limit is marked: the
/// longest limit from receipt or acceptance, then the longest from inspection and decision.
/// Where no track is chosen, the slower one counts.
#[must_use]
pub fn longest(
    guide: &PermitGuide,
    chosen: impl Fn(&str) -> Option<String>,
) -> Option<(u16, bool)> {
    let (track, limits) = deadline::limits(guide, chosen);
    if track.is_none() && !guide.tracks.is_empty() {
        let tracks = guide.tracks.iter();
        let slow = tracks.filter_map(|it| sum(it.limits.iter().chain(&guide.limits)));
        return slow.max_by_key(|(days, _)| *days);
    }
    sum(limits.into_iter())
}

fn sum<'l>(limits: impl Iterator<Item = &'l Limit>) -> Option<(u16, bool)> {
    let limits: Vec<&Limit> = limits.filter(|it| !it.is_promise).collect();
    if limits.is_empty() {
        return None;
    }
    let stages = [
        &[LimitStart::Receipt, LimitStart::Acceptance][..],
        &[LimitStart::Inspection],
        &[LimitStart::Decision],
    ];
    let of = |stage: &[LimitStart]| {
        let limits = limits.iter().filter(|it| stage.contains(&it.from));
        limits
            .map(|it| (working_days(it.length), deadline::is_marked(it)))
            .max()
    };
    let parts = stages.into_iter().filter_map(of);
    Some(parts.fold((0, false), |(days, marked), (more, also)| {
        (days.saturating_add(more), marked || also)
    }))
}

/// Working days, rounded up.
fn working_days(length: Length) -> u16 {
    match length {
        Length::OnTheSpot => 0,
        Length::HalfWorkingDay => 1,
        Length::WorkingDays(count) | Length::CalendarDays(count) | Length::Days(count) => count,
    }
}

/// Each after what it waits for. Tasks that wait for each other, which the catalogue's
/// tests rule out, stand as they came.
fn in_order(mut waiting: Vec<Task>) -> Vec<Task> {
    let mut done: Vec<Task> = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let is_ready = |task: &Task| {
            let mut firsts = task.waits_for.iter();
            firsts.all(|id| !waiting.iter().any(|it| it.permit == *id))
        };
        let at = waiting.iter().position(is_ready).unwrap_or_default();
        let mut task = waiting.remove(at);
        let firsts = done.iter().filter(|it| task.waits_for.contains(&it.permit));
        task.starts = firsts.map(Task::ends).max().unwrap_or_default();
        done.push(task);
    }
    done
}

fn mark_critical(opening: &mut Opening) {
    let tasks = &mut opening.tasks;
    let Some(last) = tasks
        .iter()
        .rposition(|it| it.ends() == opening.days && it.days.is_some())
    else {
        return;
    };
    let mut at = Some(last);
    while let Some(task) = at.and_then(|at| tasks.get_mut(at)) {
        task.is_critical = true;
        let (starts, firsts) = (task.starts, task.waits_for.clone());
        at = tasks
            .iter()
            .position(|it| firsts.contains(&it.permit) && it.ends() == starts && starts > 0);
    }
}

/// The day on which so many working days from `start` have passed, `start` itself where
/// none has to; `None` where the official calendar ends before.
#[must_use]
pub fn day(calendar: &Calendar, start: Date, days: u16) -> Option<Date> {
    match days {
        0 => Some(start),
        _ => calendar.working_days_after(start, days, &[]).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contents::Mark;
    use crate::handbook::{Inspection, InspectionKind, Prerequisite};

    fn limit(days: u16, from: LimitStart) -> Limit {
        Limit {
            act: "办".to_owned(),
            length: Length::WorkingDays(days),
            extension: None,
            from,
            is_promise: false,
            as_written: None,
            source: String::new(),
            mark: Mark::Verified,
        }
    }

    fn guide(permit: &str, limits: Vec<Limit>, after: &[&str]) -> PermitGuide {
        PermitGuide {
            permit: permit.to_owned(),
            limits,
            tracks: Vec::new(),
            inspection: Inspection {
                kind: InspectionKind::Never,
                note: None,
                mark: Mark::Verified,
            },
            lists: Vec::new(),
            special: Vec::new(),
            validity: None,
            fields: Vec::new(),
            application: None,
            scope: Vec::new(),
            after: vec![Prerequisite {
                permits: after.iter().map(|it| (*it).to_owned()).collect(),
                source: "某法第1条".to_owned(),
                mark: Mark::Verified,
            }],
            afterwards: None,
        }
    }

    #[test]
    fn the_stages_of_a_permit_follow_each_other() {
        let mut promise = limit(1, LimitStart::Acceptance);
        promise.is_promise = true;
        let limits = vec![
            limit(10, LimitStart::Acceptance),
            limit(20, LimitStart::Acceptance),
            limit(3, LimitStart::Inspection),
            limit(5, LimitStart::Decision),
            promise,
        ];
        let days = longest(&guide("food", limits, &[]), |_| None);
        assert_eq!(days, Some((28, false)));
        assert_eq!(longest(&guide("cert", Vec::new(), &[]), |_| None), None);
    }

    #[test]
    fn each_waits_for_what_the_case_needs_and_the_longest_chain_is_marked() {
        let days = |days| vec![limit(days, LimitStart::Acceptance)];
        let tasks = [
            ("fire", guide("fire", days(13), &["biz", "acceptance"])),
            ("sign", guide("sign", days(5), &["biz"])),
            ("cert", guide("cert", Vec::new(), &[])),
            ("biz", guide("biz", days(3), &[])),
        ];
        let needed: Vec<&str> = tasks.iter().map(|(id, _)| *id).collect();
        let tasks = tasks.iter();
        let tasks = tasks.map(|(id, guide)| task(id, Some(guide), &needed, &|_| None));
        let mut opening = Opening {
            tasks: in_order(tasks.collect()),
            days: 16,
            ..Opening::default()
        };
        mark_critical(&mut opening);
        let said: Vec<_> = opening
            .tasks
            .iter()
            .map(|it| (it.permit.as_str(), it.starts, it.ends(), it.is_critical))
            .collect();
        assert_eq!(
            said,
            [
                ("cert", 0, 0, false),
                ("biz", 0, 3, true),
                ("fire", 3, 16, true),
                ("sign", 3, 8, false)
            ]
        );
        let fire = opening.tasks.get(2).map(|it| it.waits_for.clone());
        assert_eq!(fire, Some(vec!["biz".to_owned()]));
    }
}
