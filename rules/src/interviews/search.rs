//! A better order: greedily the topic after which the fewest screens are left, then
//! moves of one topic, then of one question within its topic, as long as one helps.
//!
//! The expectation is over complete cases drawn by exact counts (over all of them in a
//! small package). What may follow what is fixed: a follow-up never comes before what
//! it hangs on, and no topic comes back. The author's order stays unless another is
//! strictly better, in screens or in questions or their effort, and worse in nothing.

use std::collections::BTreeSet;

use super::cases::Draw;
use super::walk::{At, Order, Taken, Walk};
use crate::contents::{Condition, Contents, QuestionIx};
use crate::package::Package;

/// Cases that a single move is judged by; what comes of all moves is judged by all.
const JUDGES: usize = 2_000;
/// What a move must save among a thousand interviews: a topic moved, so many screens.
const WORTH_OF_A_TOPIC: usize = 20;
/// A question moved, so many questions and so much effort together.
const WORTH_OF_A_QUESTION: usize = 5;

/// The order to ask in. `draws` are the cases to judge by.
#[must_use]
pub fn better(package: &Package, walk: &mut Walk<'_>, draws: &[Draw]) -> Order {
    let author = Order::author(package);
    let search = Search {
        contents: package.contents(),
        after: after(package.contents()),
        draws: draws.get(..JUDGES).unwrap_or(draws),
    };
    let own: Vec<usize> = (0..package.contents().topics.len()).collect();
    let greedy = search.greedy(walk);
    let moved = search.move_topics(walk, own.clone());
    let mut topics = own;
    for other in [moved, greedy] {
        if search.saves_screens(walk, &topics, &other) {
            topics = other;
        }
    }
    let order = search.move_questions(walk, &topics);
    let [old, new] = [&author, &order].map(|order| total(walk, order, draws));
    if is_better(new, old) && !search.comes_back(walk, &order) {
        order
    } else {
        author
    }
}

/// Strictly better, and worse in nothing.
fn is_better(new: Taken, old: Taken) -> bool {
    new != old
        && new.screens <= old.screens
        && new.questions <= old.questions
        && new.effort <= old.effort
}

fn total(walk: &mut Walk<'_>, order: &Order, draws: &[Draw]) -> Taken {
    let mut total = Taken::default();
    for case in draws {
        let taken = walk.take(case, order);
        total.screens += taken.screens;
        total.questions += taken.questions;
        total.effort += taken.effort;
    }
    total
}

/// The list with one element moved to another place.
fn moved<T: Copy>(list: &[T], from: usize, to: usize) -> Vec<T> {
    let mut list = list.to_vec();
    let one = list.remove(from);
    list.insert(to, one);
    list
}

struct Search<'a> {
    contents: &'a Contents,
    /// By question: what must be asked before it.
    after: Vec<BTreeSet<QuestionIx>>,
    draws: &'a [Draw],
}

impl Search<'_> {
    fn of_topic(&self, topic: usize) -> Vec<QuestionIx> {
        let questions = self.contents.questions.iter().enumerate();
        let own = questions.filter(|(_, question)| question.topic == topic);
        own.map(|(ix, _)| ix).collect()
    }

    /// Topics, each the one after which the fewest screens are to be expected.
    fn greedy(&self, walk: &mut Walk<'_>) -> Vec<usize> {
        let mut left: Vec<usize> = (0..self.contents.topics.len()).collect();
        let mut chosen = Vec::new();
        let mut places = vec![walk.start(); self.draws.len()];
        while !left.is_empty() {
            let free: Vec<usize> = left
                .iter()
                .copied()
                .filter(|topic| self.may_come(*topic, &left))
                .collect();
            let candidates = if free.is_empty() { left.clone() } else { free };
            let judged = candidates.into_iter().map(|topic| {
                let mut there = places.clone();
                let order = Order(self.of_topic(topic));
                let screens = self.ask_all(walk, &mut there, &order);
                let rest: usize = there.iter().map(|at| self.screens_left(walk, *at)).sum();
                (screens + rest, topic, there)
            });
            let Some((_, topic, there)) = judged.min_by_key(|(cost, topic, _)| (*cost, *topic))
            else {
                break;
            };
            places = there;
            chosen.push(topic);
            left.retain(|other| *other != topic);
        }
        chosen
    }

    /// Nothing in the topic hangs on another that is still to come.
    fn may_come(&self, topic: usize, left: &[usize]) -> bool {
        let mut questions = self.of_topic(topic).into_iter();
        questions.all(|question| {
            let mut on = self.after.get(question).into_iter().flatten();
            on.all(|other| {
                let other = self.contents.questions.get(*other).map(|it| it.topic);
                other.is_none_or(|other| other == topic || !left.contains(&other))
            })
        })
    }

    /// Asks whatever is due of these; returns the number of screens that were shown.
    fn ask_all(&self, walk: &mut Walk<'_>, places: &mut [At], order: &Order) -> usize {
        let mut screens = 0;
        for (at, case) in places.iter_mut().zip(self.draws) {
            let before = *at;
            while let Some(question) = walk.next(*at, order) {
                let region = case.get(question).copied().unwrap_or_default();
                *at = walk.step(*at, question, region);
            }
            screens += usize::from(*at != before);
        }
        screens
    }

    fn screens_left(&self, walk: &Walk<'_>, at: At) -> usize {
        let questions = 0..self.contents.questions.len();
        let wanted = questions.filter(|question| walk.is_wanted(at, *question));
        let topics: BTreeSet<usize> = wanted.map(|question| walk.topic(question)).collect();
        topics.len()
    }

    fn whole(&self, topics: &[usize]) -> Order {
        Order(
            topics
                .iter()
                .flat_map(|topic| self.of_topic(*topic))
                .collect(),
        )
    }

    fn is_worth_it(&self, old: Taken, new: Taken) -> bool {
        old.screens > new.screens + self.draws.len() * WORTH_OF_A_TOPIC / 1000
    }

    fn saves_screens(&self, walk: &mut Walk<'_>, old: &[usize], new: &[usize]) -> bool {
        let [old, new] = [old, new].map(|topics| total(walk, &self.whole(topics), self.draws));
        self.is_worth_it(old, new)
    }

    /// Moves topics as long as that saves screens.
    fn move_topics(&self, walk: &mut Walk<'_>, mut topics: Vec<usize>) -> Vec<usize> {
        let mut best = total(walk, &self.whole(&topics), self.draws);
        while let Some((there, taken)) = self.one_topic_moved(walk, &topics, best) {
            (topics, best) = (there, taken);
        }
        topics
    }

    fn one_topic_moved(
        &self,
        walk: &mut Walk<'_>,
        topics: &[usize],
        best: Taken,
    ) -> Option<(Vec<usize>, Taken)> {
        let places = 0..topics.len();
        let moves = places
            .clone()
            .flat_map(|from| places.clone().map(move |to| (from, to)));
        let mut found: Option<(Vec<usize>, Taken)> = None;
        for (from, to) in moves.filter(|(from, to)| from != to && *from != to + 1) {
            let there = moved(topics, from, to);
            let open = |at: usize| there.get(at..).unwrap_or_default();
            let in_turn = there
                .iter()
                .enumerate()
                .all(|(at, topic)| self.may_come(*topic, open(at)));
            if !in_turn {
                continue;
            }
            let taken = total(walk, &self.whole(&there), self.draws);
            let so_far = found.as_ref().map_or(best, |(_, taken)| *taken);
            if self.is_worth_it(best, taken) && taken.screens < so_far.screens {
                found = Some((there, taken));
            }
        }
        found
    }

    /// Moves questions within their topics as long as that saves questions or effort. What
    /// comes after a topic is the same in whichever order its own questions are asked.
    fn move_questions(&self, walk: &mut Walk<'_>, topics: &[usize]) -> Order {
        let mut order = Vec::new();
        let mut places = vec![walk.start(); self.draws.len()];
        for topic in topics {
            let mut questions = self.of_topic(*topic);
            let mut best = self.cost(walk, &places, &questions);
            while let Some((there, cost)) = self.one_question_moved(walk, &places, &questions, best)
            {
                (questions, best) = (there, cost);
            }
            self.ask_all(walk, &mut places, &Order(questions.clone()));
            order.append(&mut questions);
        }
        Order(order)
    }

    fn one_question_moved(
        &self,
        walk: &mut Walk<'_>,
        places: &[At],
        questions: &[QuestionIx],
        best: (usize, usize),
    ) -> Option<(Vec<QuestionIx>, (usize, usize))> {
        let at = 0..questions.len();
        let moves = at
            .clone()
            .flat_map(|from| at.clone().map(move |to| (from, to)));
        let mut found: Option<(Vec<QuestionIx>, (usize, usize))> = None;
        for (from, to) in moves.filter(|(from, to)| from != to && *from != to + 1) {
            let there = moved(questions, from, to);
            let mut asked = BTreeSet::new();
            let in_turn = there.iter().all(|question| {
                asked.insert(*question);
                let mut on = self.after.get(*question).into_iter().flatten();
                on.all(|other| asked.contains(other) || !there.contains(other))
            });
            if !in_turn {
                continue;
            }
            let cost = self.cost(walk, places, &there);
            let so_far = found.as_ref().map_or(best, |(_, cost)| *cost);
            let worth = self.draws.len() * WORTH_OF_A_QUESTION / 1000;
            let saves = best.0 + best.1 > cost.0 + cost.1 + worth;
            if saves
                && cost.0 <= best.0
                && cost.1 <= best.1
                && cost.0 + cost.1 < so_far.0 + so_far.1
            {
                found = Some((there, cost));
            }
        }
        found
    }

    /// Questions and effort of asking these, from where the interviews stand.
    fn cost(&self, walk: &mut Walk<'_>, places: &[At], questions: &[QuestionIx]) -> (usize, usize) {
        let order = Order(questions.to_vec());
        let (mut count, mut effort) = (0, 0);
        for (at, case) in places.iter().zip(self.draws) {
            let mut at = *at;
            while let Some(question) = walk.next(at, &order) {
                count += 1;
                effort += walk.effort(question);
                let region = case.get(question).copied().unwrap_or_default();
                at = walk.step(at, question, region);
            }
        }
        (count, effort)
    }

    /// Whether some interview leaves a topic and returns to it.
    fn comes_back(&self, walk: &mut Walk<'_>, order: &Order) -> bool {
        self.draws.iter().any(|case| {
            let asked = walk.questions(case, order);
            let topics: BTreeSet<usize> = asked.iter().map(|ix| walk.topic(*ix)).collect();
            walk.taken(&asked).screens > topics.len()
        })
    }
}

/// By question: the questions its `asked-when` looks at.
fn after(contents: &Contents) -> Vec<BTreeSet<QuestionIx>> {
    let questions = contents.questions.iter();
    questions
        .map(|question| {
            let mut on = BTreeSet::new();
            if let Some(condition) = &question.asked_when {
                looks_at(contents, condition, &mut on);
            }
            on
        })
        .collect()
}

fn looks_at(contents: &Contents, condition: &Condition, into: &mut BTreeSet<QuestionIx>) {
    match condition {
        Condition::Is(atom) => {
            into.insert(atom.question);
        }
        Condition::Named(ix) => {
            if let Some(named) = contents.conditions.get(*ix) {
                looks_at(contents, &named.condition, into);
            }
        }
        Condition::Not(inner) => looks_at(contents, inner, into),
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                looks_at(contents, part, into);
            }
        }
        Condition::If(when, yes, no) => {
            for part in [when, yes, no] {
                looks_at(contents, part, into);
            }
        }
        Condition::Always(_) | Condition::Needs(_) => {}
    }
}
