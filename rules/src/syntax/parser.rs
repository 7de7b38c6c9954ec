//! Reads tokens into a tree. Recursive descent, one function a level:
//! choice, or, and, not, test.

use super::lexer::{Token, tokens};
use super::tree::{Constant, Expression, Node, Value};
use crate::contents::Comparison;
use crate::diagnostic::Fault;
use crate::place::{Name, Place};

/// Words that are no names.
const WORDS: [&str; 12] = [
    "and", "or", "not", "if", "then", "else", "in", "any", "of", "needs", "true", "false",
];
/// How deep a condition may be nested; far more than any person writes.
const DEEPEST: usize = 60;

/// Reads `text`, which stands at `at`, and says what is wrong with it.
#[must_use]
pub fn parse(text: &str, at: Place) -> (Expression, Vec<(Place, Fault)>) {
    let mut parser = Parser {
        tokens: tokens(text, at),
        next: 0,
        depth: 0,
        faults: Vec::new(),
    };
    let mut tree = parser.choice();
    if parser.faults.is_empty() && !matches!(parser.peek(), Token::End) {
        parser.fail("`and`, `or` or the end", remedy_for(parser.peek()));
    }
    if !parser.faults.is_empty() {
        // Half a condition would only call forth echoes of the fault.
        tree.node = Node::Fault;
    }
    (tree, parser.faults)
}

struct Parser {
    tokens: Vec<(Token, Place)>,
    next: usize,
    depth: usize,
    faults: Vec<(Place, Fault)>,
}

impl Parser {
    fn peek(&self) -> &Token {
        self.tokens
            .get(self.next)
            .map_or(&Token::End, |(token, _)| token)
    }

    fn peek_second(&self) -> &Token {
        self.tokens
            .get(self.next + 1)
            .map_or(&Token::End, |(token, _)| token)
    }

    fn here(&self) -> Place {
        self.tokens
            .get(self.next)
            .or(self.tokens.last())
            .map(|(_, at)| *at)
            .unwrap_or_default()
    }

    fn before(&self) -> Place {
        let last = self.next.checked_sub(1).and_then(|ix| self.tokens.get(ix));
        last.map_or_else(|| self.here(), |(_, at)| *at)
    }

    fn step(&mut self) -> Place {
        let at = self.here();
        if !matches!(self.peek(), Token::End) {
            self.next += 1;
        }
        at
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), Token::Word(text) if text == word)
    }

    fn eat(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        if found {
            self.step();
        }
        found
    }

    /// Reports the first fault only: the ones after it would be its echoes.
    fn fail(&mut self, expected: &str, remedy: Option<&str>) -> Node {
        if self.faults.is_empty() {
            let found = self.peek().to_string();
            let remedy = remedy.map(str::to_owned);
            let fault = Fault::Syntax {
                expected: expected.to_owned(),
                found,
                remedy,
            };
            self.faults.push((self.here(), fault));
        }
        Node::Fault
    }

    fn demand(&mut self, word: &str) {
        if !self.eat(word) {
            self.fail(&format!("`{word}`"), None);
        }
    }

    fn choice(&mut self) -> Expression {
        let start = self.here();
        if self.depth > DEEPEST {
            return Expression {
                node: self.fail("fewer levels", None),
                at: start,
            };
        }
        self.depth += 1;
        let tree = if self.eat("if") {
            let when = Box::new(self.choice());
            self.demand("then");
            let yes = Box::new(self.choice());
            self.demand("else");
            let no = Box::new(self.choice());
            Expression {
                node: Node::If(when, yes, no),
                at: start.to(self.before()),
            }
        } else {
            self.chain("or", Node::Any, |parser| {
                parser.chain("and", Node::All, Self::negation)
            })
        };
        self.depth -= 1;
        tree
    }

    fn chain(
        &mut self,
        word: &str,
        node: fn(Vec<Expression>) -> Node,
        part: fn(&mut Self) -> Expression,
    ) -> Expression {
        let start = self.here();
        let first = part(self);
        if !self.is_word(word) {
            return first;
        }
        let mut parts = vec![first];
        while self.eat(word) {
            parts.push(part(self));
        }
        Expression {
            node: node(parts),
            at: start.to(self.before()),
        }
    }

    fn negation(&mut self) -> Expression {
        let start = self.here();
        if self.depth > DEEPEST {
            return Expression {
                node: self.fail("fewer levels", None),
                at: start,
            };
        }
        if self.eat("not") {
            self.depth += 1;
            let inner = Box::new(self.negation());
            self.depth -= 1;
            return Expression {
                node: Node::Not(inner),
                at: start.to(self.before()),
            };
        }
        self.test()
    }

    fn test(&mut self) -> Expression {
        let start = self.here();
        let node = match self.peek().clone() {
            Token::Open => {
                self.step();
                let inner = self.choice();
                if matches!(self.peek(), Token::Close) {
                    self.step();
                } else {
                    self.fail("`)`", None);
                }
                inner.node
            }
            Token::Number(number) => {
                self.step();
                Node::Value(Value::Number(number))
            }
            Token::Word(word) => self.word(word),
            token => self.fail("a condition", remedy_for(&token)),
        };
        Expression {
            node,
            at: start.to(self.before()),
        }
    }

    fn word(&mut self, word: String) -> Node {
        match word.as_str() {
            "true" | "false" => {
                self.step();
                Node::Value(Value::Flag(word == "true"))
            }
            "needs" => {
                self.step();
                self.name("a permit or an `@alias`")
                    .map_or(Node::Fault, Node::Needs)
            }
            _ if WORDS.contains(&word.as_str()) => self.fail("a condition", None),
            _ if word.starts_with('@') => {
                self.fail("a condition", Some("a set of permits follows `needs`"))
            }
            _ => {
                let at = self.step();
                self.tail(Name { text: word, at })
            }
        }
    }

    /// What follows the name of a question.
    fn tail(&mut self, left: Name) -> Node {
        if let Token::Compare(comparison) = *self.peek() {
            self.step();
            return self.comparison(left, comparison);
        }
        let second = |parser: &Self, word: &str| matches!(parser.peek_second(), Token::Word(text) if text == word);
        if self.eat("in") {
            return self.list().map_or(Node::Fault, |list| Node::In(left, list));
        }
        if self.is_word("not") && second(self, "in") {
            self.next += 2;
            return self
                .list()
                .map_or(Node::Fault, |list| Node::NotIn(left, list));
        }
        if self.is_word("any") && second(self, "of") {
            self.next += 2;
            return self
                .list()
                .map_or(Node::Fault, |list| Node::AnyOf(left, list));
        }
        Node::Name(left.text)
    }

    fn comparison(&mut self, left: Name, comparison: Comparison) -> Node {
        let start = self.here();
        let value = match self.peek().clone() {
            Token::Number(number) => Value::Number(number),
            Token::Date(date) => Value::Date(date),
            Token::Word(word) if word == "applied-on" => {
                self.step();
                return match self.applied() {
                    Some(value) => {
                        let at = start.to(self.before());
                        Node::Compare(left, comparison, Constant { value, at })
                    }
                    None => Node::Fault,
                };
            }
            Token::Word(word) if word == "true" || word == "false" => Value::Flag(word == "true"),
            Token::Word(word) if !WORDS.contains(&word.as_str()) => Value::Name(word),
            token => return self.fail("a constant", remedy_for(&token)),
        };
        let at = self.step();
        Node::Compare(left, comparison, Constant { value, at })
    }

    /// `+ 5 years - 1 days`, after `applied-on`.
    fn applied(&mut self) -> Option<Value> {
        let (mut years, mut months, mut days) = (0, 0, 0);
        while let sign @ (Token::Plus | Token::Minus) = self.peek().clone() {
            self.step();
            let number = match *self.peek() {
                Token::Number(number) => number.whole().and_then(|n| i32::try_from(n).ok()),
                _ => None,
            };
            let Some(number) = number.filter(|number| (0..=73_000).contains(number)) else {
                self.fail("a whole number", None);
                return None;
            };
            self.step();
            let number = if sign == Token::Minus {
                -number
            } else {
                number
            };
            let unit = match self.peek() {
                Token::Word(word) => word.clone(),
                _ => String::new(),
            };
            match unit.as_str() {
                "year" | "years" => years += number,
                "month" | "months" => months += number,
                "day" | "days" => days += number,
                _ => {
                    self.fail("`years`, `months` or `days`", None);
                    return None;
                }
            }
            self.step();
        }
        Some(Value::Applied {
            years,
            months,
            days,
        })
    }

    fn name(&mut self, expected: &str) -> Option<Name> {
        let text = match self.peek() {
            Token::Word(word) if !WORDS.contains(&word.as_str()) => Some(word.clone()),
            _ => None,
        };
        let Some(text) = text else {
            self.fail(expected, None);
            return None;
        };
        Some(Name {
            text,
            at: self.step(),
        })
    }

    fn list(&mut self) -> Option<Vec<Name>> {
        if !matches!(self.peek(), Token::OpenList) {
            self.fail("`[`", Some("options stand in brackets: `[full, bbq]`"));
            return None;
        }
        self.step();
        let mut names = Vec::new();
        loop {
            let number = match self.peek() {
                Token::Number(number) => Some(number.to_string()),
                _ => None,
            };
            names.push(match number {
                Some(text) => Name {
                    text,
                    at: self.step(),
                },
                None => self.name("an option")?,
            });
            match self.peek() {
                Token::Comma => self.step(),
                Token::CloseList => {
                    self.step();
                    return Some(names);
                }
                _ => {
                    self.fail("`,` or `]`", None);
                    return None;
                }
            };
        }
    }
}

/// How to write what people carry over from other languages.
fn remedy_for(token: &Token) -> Option<&'static str> {
    match token {
        Token::Odd(sign) if sign == "=" => Some("to compare, write `==`"),
        Token::Odd(sign) if sign == "&" => Some("write `and`"),
        Token::Odd(sign) if sign == "|" => Some("write `or`"),
        Token::Odd(sign) if sign == "!" => Some("write `not`"),
        Token::Odd(sign) if sign == "?" => Some("write `if … then … else …`"),
        Token::Odd(word) if word.contains('.') => Some("a number has at most two decimals"),
        Token::Word(word) if ["AND", "OR", "NOT", "IN"].contains(&word.as_str()) => {
            Some("the language's words are in small letters")
        }
        _ => None,
    }
}
