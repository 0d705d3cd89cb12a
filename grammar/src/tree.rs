//! The tree of one top-level item: what the parser makes of a text, and all that later layers read.
//!
//! Invariants:
//! - A tree knows *shape*, never meaning: which clause or property suits which item word is a table
//!   ([`crate::words`]) that the model interprets.
//! - Every span is in bytes, relative to the first byte of the top-level item's text.
//! - What the text leaves out is `None` or an empty list, never a made-up value; the fault itself is
//!   a [`SyntaxError`] beside the tree.
//! - Nesting (bodies, groups, `not`) is at most [`crate::MAX_DEPTH`] deep, so walking or dropping a
//!   tree cannot overflow the stack.

use smallvec::SmallVec;
use smol_str::SmolStr;

use crate::words::ItemWord;

/// A half-open range of bytes, relative to the start of the top-level item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range from `start` up to, not including, `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The smallest range that holds both.
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// True if `offset` lies in the range or at its end, where a cursor would touch it.
    pub fn touches(self, offset: u32) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// The text of the range.
    pub fn text(self, item: &str) -> &str {
        item.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// A name as it stands in the text, in Unicode normal form C and without its backticks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Name {
    /// The name itself.
    pub text: SmolStr,
    /// Where it stands, backticks included.
    pub span: Span,
    /// True if it was written between backticks, so that it is never a word of the language.
    pub quoted: bool,
}

/// What stands between two names of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Separator {
    /// `.`: a member of a namespace or a field.
    Dot,
    /// `/`: a part of a thing, such as a reply or a segment.
    Slash,
}

/// `name`, `pack.rule`, `flow/reply`, `variable.field.field`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Path {
    /// The first name.
    pub first: Name,
    /// The names after it, each with the separator before it. A name that is still missing after a
    /// separator (`web.`) is an empty name with an empty span.
    pub rest: Vec<(Separator, Name)>,
}

impl Path {
    /// From the first byte of the first name to the last byte of the last.
    pub fn span(&self) -> Span {
        self.rest.last().map_or(self.first.span, |(_, name)| self.first.span.cover(name.span))
    }

    /// The name, if the path is a single one.
    pub fn single(&self) -> Option<&Name> {
        self.rest.is_empty().then_some(&self.first)
    }

    /// The last name.
    pub fn last(&self) -> &Name {
        self.rest.last().map_or(&self.first, |(_, name)| name)
    }
}

/// Quoted text with its escapes resolved.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    /// The text between the quotes.
    pub value: SmolStr,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// A number or version as written: `3`, `3.1`, `1.4.0`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    /// The digits and dots.
    pub text: SmolStr,
    /// Where it stands.
    pub span: Span,
}

/// A day of the proleptic Gregorian calendar; ordered by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// The year, 0 to 9999.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, 1 to 31.
    pub day: u8,
}

/// The unit of a [`Duration`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DurationUnit {
    /// `min`
    Minutes,
    /// `h`
    Hours,
    /// `d`
    Days,
    /// `w`
    Weeks,
    /// `mo`, of 30 days
    Months,
    /// `y`, of 365 days
    Years,
}

/// `90d`, `2w`, `6mo`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Duration {
    /// How many units; saturates at the largest number that fits.
    pub amount: u32,
    /// Of what.
    pub unit: DurationUnit,
}

/// A thing, a rule or a pattern of them, as decisions, clauses and values name it:
/// `a`, `pack.rule`, `pack.*`, `*`, `zone z`, `rule on subject`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The whole reference.
    pub span: Span,
    /// The word `zone` before the path: everything inside that zone.
    pub zone: Option<Span>,
    /// The path; `None` for a bare `*`.
    pub path: Option<Path>,
    /// `.*` stands after the path, or the whole reference is `*`.
    pub all: bool,
    /// What follows `on`.
    pub on: Option<Box<Reference>>,
}

/// What follows `for`: `flow f: https`, `model`, `element e`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Subject {
    /// The whole subject.
    pub span: Span,
    /// `flow`, `process`, …, as written.
    pub kind: Name,
    /// The variable.
    pub variable: Option<Name>,
    /// The type after the colon.
    pub type_name: Option<Path>,
}

/// A value of a clause or property.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Value {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: ValueKind,
}

/// The kinds of [`Value`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ValueKind {
    /// `?`
    Unknown,
    /// Quoted text, escapes resolved.
    Text(SmolStr),
    /// A number or version, as written.
    Number(SmolStr),
    /// A day.
    Date(Date),
    /// A span of time.
    Duration(Duration),
    /// `@name`, with the `@`.
    Handle(SmolStr),
    /// A word, name, path or pattern: also `yes`, `no` and the words of a choice.
    Reference(Reference),
    /// What `for` takes.
    Subject(Box<Subject>),
    /// Something that is no value (a date that is no day); its fault has been reported.
    Invalid,
}

/// The values of a clause or property: nearly always one.
pub type Values = SmallVec<[Value; 1]>;

/// A clause of the header (`via https`) or a property of the body (`via: https`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Property {
    /// The whole clause or property.
    pub span: Span,
    /// The clause word or the key.
    pub key: Name,
    /// True for a clause of the header.
    pub clause: bool,
    /// The values, separated by commas. Empty if none is written yet.
    pub values: Values,
    /// The assumption after `assuming`.
    pub assuming: Option<Box<Name>>,
}

/// One line of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Member {
    /// `key: value`
    Property(Property),
    /// An item inside another: the elements of a zone, the model of a test.
    Item(Box<Item>),
    /// `when`, `unless` or `claims`.
    Predicate(Box<Predicate>),
    /// `spreads f where …`
    Spreads(Box<Spreads>),
    /// `without "…": threat on subject`
    Without(Box<Without>),
    /// `expect maybe rule on subject`
    Expect(Box<Expect>),
}

impl Member {
    /// The whole line.
    pub fn span(&self) -> Span {
        match self {
            Self::Property(property) => property.span,
            Self::Item(item) => item.span,
            Self::Predicate(predicate) => predicate.span,
            Self::Spreads(spreads) => spreads.span,
            Self::Without(without) => without.span,
            Self::Expect(expect) => expect.span,
        }
    }
}

/// Which word introduces a [`Predicate`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PredicateWord {
    /// The situation.
    When,
    /// The answer.
    Unless,
    /// What an assumption says of the model.
    Claims,
}

/// `when EXPR`, `unless EXPR`, `claims EXPR`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predicate {
    /// The whole line.
    pub span: Span,
    /// The word it starts with.
    pub word: PredicateWord,
    /// Where that word stands.
    pub word_span: Span,
    /// The expression; [`ExpressionKind::Missing`] if there is none yet.
    pub expression: Expression,
}

/// `spreads VARIABLE [where EXPR]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spreads {
    /// The whole line.
    pub span: Span,
    /// Where the word `spreads` stands.
    pub word_span: Span,
    /// The variable that stands for the flow.
    pub variable: Option<Name>,
    /// The condition on the flow.
    pub condition: Option<Expression>,
}

/// `without "TEXT" [: threat {, threat}]` in a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Without {
    /// The whole line.
    pub span: Span,
    /// Where the word `without` stands.
    pub word_span: Span,
    /// What must not happen.
    pub text: Option<Text>,
    /// The threats it describes.
    pub threats: Vec<Reference>,
}

/// What a test expects of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Expected {
    /// The threat is open.
    Open,
    /// `no`: the rule's `when` is false.
    No,
    /// `maybe`: the threat is possible.
    Maybe,
    /// `mitigated`
    Mitigated,
}

/// `expect [no | maybe | mitigated] RULE on TARGET` in a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expect {
    /// The whole line.
    pub span: Span,
    /// Where the word `expect` stands.
    pub word_span: Span,
    /// What is expected.
    pub expected: Expected,
    /// The rule; `None` if it is not written yet.
    pub rule: Option<Path>,
    /// The subject.
    pub target: Option<Reference>,
}

/// `{ … }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The opening brace.
    pub open: Span,
    /// The closing brace; `None` if it is missing.
    pub close: Option<Span>,
    /// The lines inside.
    pub members: Vec<Member>,
}

/// An item: one sentence that starts with an item word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// From the item word to the end of the sentence, documentation and the newline left out.
    pub span: Span,
    /// The `///` lines directly above, each from its first slash to its last character.
    pub docs: Vec<Span>,
    /// The item word.
    pub word: ItemWord,
    /// Where it stands.
    pub word_span: Span,
    /// What follows the word.
    pub head: Head,
    /// The clauses of the header, in the order of the text.
    pub clauses: Vec<Property>,
    /// The body.
    pub body: Option<Body>,
}

impl Item {
    /// The name under which the item is known, if its kind has one and it is written.
    pub fn name(&self) -> Option<&Name> {
        match &self.head {
            Head::Declaration(declaration) => declaration.name.as_ref(),
            Head::Flow(flow) => flow.name.as_ref(),
            Head::Import(import) => import.alias.as_ref(),
            Head::Tracker(tracker) => tracker.name.as_ref(),
            Head::Levels(levels) => levels.name.as_ref(),
            Head::Part { model } => model.as_ref(),
            Head::Use(_)
            | Head::Decision { .. }
            | Head::Scope(_)
            | Head::Answer(_)
            | Head::Moved(_)
            | Head::Rule { .. }
            | Head::Test { .. } => None,
        }
    }

    /// The title, if one is written.
    pub fn title(&self) -> Option<&Text> {
        match &self.head {
            Head::Declaration(declaration) => declaration.title.as_ref(),
            Head::Flow(flow) => flow.title.as_ref(),
            Head::Test { title } => title.as_ref(),
            _ => None,
        }
    }

    /// The clauses of the header and the properties of the body, in the order of the text.
    pub fn properties(&self) -> impl Iterator<Item = &Property> {
        self.clauses.iter().chain(self.members().iter().filter_map(|member| match member {
            Member::Property(property) => Some(property),
            _ => None,
        }))
    }

    /// The lines of the body.
    pub fn members(&self) -> &[Member] {
        self.body.as_ref().map_or(&[], |body| &body.members)
    }

    /// The items inside the body.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.members().iter().filter_map(|member| match member {
            Member::Item(item) => Some(&**item),
            _ => None,
        })
    }
}

/// What follows the item word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Head {
    /// `model`, `kb`, `zone`, `process`, `threat`, … : a name, a kind and a title.
    Declaration(Declaration),
    /// `part of NAME`
    Part {
        /// The model the file belongs to.
        model: Option<Name>,
    },
    /// `use PACK [VERSION]`, `use "path"`
    Use(Use),
    /// `import "path" as NAME`
    Import(Import),
    /// `tracker NAME "address"`
    Tracker(Tracker),
    /// `flow [NUMBER] NAME: a -> b -> c ["title"]`
    Flow(Flow),
    /// `mitigate`, `accept`, `transfer`, `avoid`, `dismiss`
    Decision {
        /// The threats decided.
        threats: Vec<Reference>,
    },
    /// `scope in …`, `scope out …`
    Scope(Scope),
    /// `answer QUESTION [on TARGET] = VALUE`
    Answer(Box<Answer>),
    /// `moved a -> b, c`
    Moved(Box<Moved>),
    /// `scale NAME: a < b`, `choice NAME: a, b`
    Levels(Levels),
    /// `override RULE …`, `disable RULE …`
    Rule {
        /// The rule, control or pattern.
        target: Option<Reference>,
    },
    /// `test "title" { … }`
    Test {
        /// What the test says.
        title: Option<Text>,
    },
}

/// `NAME [VERSION] [: KIND [of KIND]] ["title"]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declaration {
    /// The name.
    pub name: Option<Name>,
    /// The version of a knowledge base.
    pub version: Option<Box<Number>>,
    /// What stands after the colon.
    pub kind: Option<Path>,
    /// What stands after `of` (`list of person`).
    pub of: Option<Box<Path>>,
    /// The title.
    pub title: Option<Text>,
}

/// What `use` loads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UseSource {
    /// A pack by name.
    Name(Path),
    /// A pack by a path relative to the file.
    Path(Text),
}

/// `use PACK [VERSION]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Use {
    /// The pack.
    pub source: Option<UseSource>,
    /// The lowest version that will do.
    pub version: Option<Number>,
}

/// `import "path" as NAME`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// The file, relative to this one.
    pub path: Option<Text>,
    /// The name under which its elements are reached.
    pub alias: Option<Name>,
}

/// `tracker NAME "https://…/{id}"`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tracker {
    /// The prefix of the tickets.
    pub name: Option<Name>,
    /// The address, with `{id}` for the ticket.
    pub address: Option<Text>,
}

/// `[NUMBER] NAME: a -> b ["title"]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// The number, a label for people.
    pub number: Option<Box<Number>>,
    /// The name.
    pub name: Option<Name>,
    /// The elements along the way. `None` stands for an end that is not written: `a ->` gives
    /// `[Some(a), None]`. Without any path the list is empty.
    pub path: Vec<Option<Path>>,
    /// The arrows between them.
    pub arrows: SmallVec<[Span; 1]>,
    /// The title.
    pub title: Option<Text>,
}

/// Which way a `scope` goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScopeDirection {
    /// `scope in`
    In,
    /// `scope out`
    Out,
}

/// `scope in TARGETS`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// In or out; `None` if neither is written yet.
    pub direction: Option<ScopeDirection>,
    /// What is named.
    pub targets: Vec<Reference>,
}

/// `answer QUESTION [on TARGET] = VALUE`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The question.
    pub question: Option<Path>,
    /// The thing it is answered for.
    pub target: Option<Reference>,
    /// The answer.
    pub value: Option<Value>,
}

/// `moved OLD -> NEW {, NEW}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// The name that is gone.
    pub from: Option<Path>,
    /// What took its place.
    pub to: Vec<Path>,
}

/// `NAME: a < b` of a scale, `NAME: a, b` of a choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    /// The name.
    pub name: Option<Name>,
    /// The words, lowest first for a scale.
    pub words: Vec<Name>,
}

/// A predicate or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: ExpressionKind,
}

/// How two operands are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// What ranges over a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantifier {
    /// True of at least one.
    Any,
    /// True of each.
    All,
    /// True of none.
    No,
    /// How many it is true of.
    Count,
}

/// The kinds of [`Expression`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExpressionKind {
    /// `a or b`; at least two parts.
    Or(Vec<Expression>),
    /// `a and b`; at least two parts.
    And(Vec<Expression>),
    /// `not a`
    Not(Box<Expression>),
    /// `(a)`, kept so that mixing `and` with `or` can be told from grouping them.
    Group(Box<Expression>),
    /// `a < b`
    Compare {
        /// How.
        comparison: Comparison,
        /// The left side.
        left: Box<Expression>,
        /// The right side.
        right: Box<Expression>,
    },
    /// `a is known`, `a is not known`
    IsKnown {
        /// What is asked about.
        operand: Box<Expression>,
        /// `not` stands there.
        negated: bool,
    },
    /// `a is type`, `a is not [b, c]`
    IsType {
        /// What is asked about.
        operand: Box<Expression>,
        /// `not` stands there.
        negated: bool,
        /// The types; empty if none is written yet.
        types: Vec<Path>,
    },
    /// `a in [b, c]`, `a not in [b, c]`
    In {
        /// What is sought.
        operand: Box<Expression>,
        /// `not` stands there.
        negated: bool,
        /// Among what.
        values: Vec<Expression>,
    },
    /// A variable, field, attribute or word.
    Path(Path),
    /// A number.
    Number(SmolStr),
    /// Quoted text.
    Text(SmolStr),
    /// A day.
    Date(Date),
    /// A span of time.
    Duration(Duration),
    /// `any(x in xs where …)`
    Quantified {
        /// Which of the four.
        quantifier: Quantifier,
        /// The variable.
        variable: Option<Name>,
        /// What it ranges over.
        collection: Option<Path>,
        /// The condition; `None` stands for "exists".
        condition: Option<Box<Expression>>,
    },
    /// `reaches(a -> b avoiding x where …)`
    Reaches {
        /// Where the way starts.
        from: Option<Path>,
        /// Where it ends.
        to: Option<Path>,
        /// The variable and condition of the elements that bar the way.
        avoiding: Option<(Name, Box<Expression>)>,
    },
    /// `age(date)`
    Age(Option<Path>),
    /// Nothing is written yet, or what is written is no expression.
    Missing,
}
