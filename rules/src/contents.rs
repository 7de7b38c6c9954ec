//! What one package says, resolved and typed, for one interval of the law.
//!
//! Everything of a package but its diagrams: the catalogue's reader makes it,
//! the diagrams are compiled from it, and the pages show it. References are
//! indices into the lists of [`Contents`], so nothing here is unresolved.

use serde::{Deserialize, Serialize};

use crate::date::Date;

/// The field of the scope of business (经营范围).
pub const SCOPE: &str = "biz-scope";

/// Index into [`Contents::questions`].
pub type QuestionIx = usize;
/// Index into [`Contents::permits`].
pub type PermitIx = usize;
/// Index into [`Contents::materials`].
pub type MaterialIx = usize;
/// Index into [`Contents::citations`].
pub type CitationIx = usize;
/// Index into [`Contents::parameters`].
pub type ParameterIx = usize;
/// Index into [`Contents::conditions`].
pub type NamedIx = usize;
/// Index into the options of one question.
pub type OptionIx = usize;
/// Index into [`Contents::fields`].
pub type FieldIx = usize;

/// Everything a package says, for the days in [`Contents::in_force`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// `open-restaurant`.
    pub id: String,
    /// 我要开餐馆.
    pub name: String,
    /// One sentence for the card on the home page.
    pub summary: String,
    /// Name of the pictogram in `public/icons`.
    pub icon: String,
    /// Group on the home page: 餐饮.
    pub category: String,
    /// What people type when they look for it: everyday words and pinyin, lower case.
    pub words: Vec<String>,
    /// Hash of the [handbook](crate::handbook) that accompanies these rules.
    pub handbook: String,
    /// The district whose parameters and sign-offs were used.
    pub district: District,
    /// The days on which these very rules hold.
    pub in_force: Interval,
    /// Screens of the guide, in the order in which they are shown.
    pub topics: Vec<Topic>,
    /// In the order of topics, then of the author.
    pub questions: Vec<Question>,
    /// The form's data elements: they decide nothing.
    pub fields: Vec<Field>,
    /// Named conditions (derived values), lowest first: one names only earlier ones.
    pub conditions: Vec<NamedCondition>,
    /// In the order in which they happen.
    pub permits: Vec<Permit>,
    /// Eligibility rules: what is needed, not needed, refused, stopped.
    pub rules: Vec<Rule>,
    /// Every document that some demand asks for.
    pub materials: Vec<Material>,
    /// Which document is asked when, in which form, and for which permits.
    pub demands: Vec<Demand>,
    /// What is printed on the licence.
    pub licence_items: Vec<LicenceItem>,
    /// Warnings that change no verdict.
    pub hints: Vec<Hint>,
    /// `a ≤ b` between two numbers.
    pub constraints: Vec<Constraint>,
    /// Numbers and switches of the district.
    pub parameters: Vec<Parameter>,
    /// Articles of law.
    pub citations: Vec<Citation>,
}

/// A district that runs the service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct District {
    /// `xindu`.
    pub id: String,
    /// 成都市新都区.
    pub name: String,
}

/// Days from `from` to `until`, both included; without `until`, open-ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
}

impl Interval {
    /// Whether `day` lies in the interval.
    #[must_use]
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// How sure the fact base is of a rule or a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Mark {
    /// V: read in the text of the law.
    Verified,
    /// P: read in part, elsewhere or in an older text.
    Partly,
    /// U: general knowledge only.
    Unverified,
}

/// One screen of the guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// `what-you-sell`.
    pub id: String,
    /// Heading of the screen, a question or a phrase: 您卖什么？
    pub title: String,
    /// One line under the heading.
    pub help: Option<String>,
    /// How the questions are drawn.
    pub layout: Layout,
}

/// How the questions of a topic are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Layout {
    /// One question under the other, each with its own heading.
    Questions,
    /// Yes/no questions as one list to tick, with pictures; 还不清楚 for each item.
    Checklist,
}

/// Something the person is asked because an outcome depends on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// `food-smoke`.
    pub id: String,
    /// Index into [`Contents::topics`].
    pub topic: usize,
    /// 会产生油烟、异味、废气吗？
    pub text: String,
    /// The same in a few words, for lists and checklists: 产生油烟.
    pub short: String,
    /// One line of help.
    pub help: Option<String>,
    /// Who knows the answer or which paper says it, for someone who does not: 问物业.
    pub find_out: Option<String>,
    /// 平方米, 米, 人.
    pub unit: Option<String>,
    /// Pictogram of a checklist item.
    pub icon: Option<String>,
    /// Type and possible answers.
    pub kind: QuestionKind,
    /// When the question applies; `None`: always.
    pub asked_when: Option<Condition>,
    /// What it costs a person to answer.
    pub cost: Cost,
    /// Whether the person could change it.
    pub change: Change,
}

/// Type and possible answers of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuestionKind {
    /// `true` or `false`, with the words on the two buttons.
    YesNo {
        /// 会
        yes: String,
        /// 不会
        no: String,
    },
    /// Exactly one option.
    Choice {
        /// In the author's order.
        options: Vec<ChoiceOption>,
    },
    /// Any number of options.
    Multi {
        /// In the author's order.
        options: Vec<ChoiceOption>,
        /// The option that excludes all others (`none`). Where there is one, no
        /// option at all is no answer; where there is none, `[]` is an answer.
        exclusive: Option<OptionIx>,
    },
    /// A number in units of `scale`.
    Number {
        /// Whole numbers or hundredths.
        scale: Scale,
        /// Smallest value, in units of `scale`.
        min: i64,
        /// Largest value, in units of `scale`.
        max: i64,
        /// Values between them that are none (there is no floor 0).
        except: Vec<i64>,
    },
    /// A day.
    Date,
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceOption {
    /// `hotpot`.
    pub id: String,
    /// 火锅.
    pub label: String,
    /// One line of explanation.
    pub help: Option<String>,
    /// Pictogram.
    pub icon: Option<String>,
    /// The whole numbers this option stands for, both ends included: an integer
    /// given for the question is mapped to the option whose band holds it.
    pub band: Option<(i64, i64)>,
}

/// Unit in which a number is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scale {
    /// Whole numbers.
    Integer,
    /// Hundredths: 150.01 is 15001. No float ever decides a permit.
    Hundredths,
}

/// What it costs a person to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cost {
    /// Known offhand.
    Offhand,
    /// In a paper or with the landlord.
    LookUp,
    /// Someone has to measure.
    Measure,
}

/// Whether the person could change the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Another way of doing it.
    Easy,
    /// Another place, more money.
    Hard,
    /// A fact about the person.
    Never,
}

/// A data element of the form. It decides nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// `applicant-name`.
    pub id: String,
    /// Label above the field.
    pub label: String,
    /// Hint between label and field.
    pub hint: Option<String>,
    /// Type of value.
    pub kind: FieldKind,
    /// 万元, 米.
    pub unit: Option<String>,
    /// Section of the form: `who`, `reach`, `where`, …
    pub section: String,
    /// Whether a submission cannot do without.
    pub required: bool,
    /// When the field applies; `None`: always.
    pub asked_when: Option<Condition>,
    /// What an earlier field must say for this one to apply; no test where the answers rule that field out.
    pub follows: Option<FieldTest>,
}

/// A test of another field of the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldTest {
    /// An earlier field.
    pub field: FieldIx,
    /// What it must hold.
    pub holds: FieldValue,
}

/// What a field can be held against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldValue {
    /// [`FieldKind::YesNo`].
    YesNo(bool),
    /// Option id of [`FieldKind::Choice`].
    Choice(String),
}

/// Type of a form field's value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldKind {
    /// One line of text, at most so many characters.
    Text {
        /// Largest number of characters.
        max: u32,
    },
    /// Name of a person, masked wherever it is shown.
    PersonName,
    /// Name of a person or an organisation; a short one is masked like a person's.
    Party,
    /// Name of a business to be registered; its rules hang on the answer to `entity-type`.
    BusinessName,
    /// A number in units of `scale`.
    Number {
        /// Whole numbers or hundredths.
        scale: Scale,
        /// Smallest value.
        min: i64,
        /// Largest value.
        max: i64,
        /// Values between them that are none (there is no floor 0).
        except: Vec<i64>,
    },
    /// A day.
    Date {
        /// Which days will do.
        days: DayRange,
    },
    /// `true` or `false`.
    YesNo,
    /// One of these ids.
    Choice {
        /// In the author's order.
        options: Vec<ChoiceOption>,
    },
    /// Several of these ids: a list without repetition.
    Several {
        /// In the author's order.
        options: Vec<ChoiceOption>,
    },
    /// Identity document number. The applicant's is of the type answered to
    /// `applicant-id-type`; anybody else's may be of any type.
    IdNumber,
    /// Unified social credit code.
    CreditCode,
    /// Mobile phone number.
    Mobile,
    /// Mobile or landline number.
    Phone,
    /// An address in the district, level by level: an object of texts (see `field::address`).
    Address,
    /// An address anywhere, one text.
    PostalAddress,
    /// People who work in the place: a list of objects (see `field::rows::PEOPLE`).
    People {
        /// Most people.
        max: u32,
    },
    /// A small table: a list of objects with these columns.
    Rows {
        /// From left to right.
        columns: Vec<Column>,
        /// Most rows.
        max: u32,
    },
    /// A number that an office has given, other than those above.
    Numbered {
        /// Of what.
        of: Numbered,
    },
}

/// What bears a number of its own kind (40-checks, section 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Numbered {
    /// 车牌号.
    Plate,
    /// 车辆识别代号（车架号）.
    Vehicle,
    /// 食品经营许可证或备案编号.
    FoodLicence,
    /// 驾驶证号: the driver is not over 60.
    DrivingLicence,
}

/// Days that a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DayRange {
    /// Any day.
    Any,
    /// The day of application and earlier.
    UntilToday,
    /// The day of application and later.
    FromToday,
}

/// A column of a small table. Its cells are of a type that is not itself a table or an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Key of the row's object: `count`.
    pub id: String,
    /// 数量.
    pub label: String,
    /// Type of the cells.
    pub kind: FieldKind,
    /// Whether no row can do without.
    pub required: bool,
}

/// A condition that has a name of its own (a derived value).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedCondition {
    /// `fc-small-eligible`.
    pub id: String,
    /// 符合“小经营店”条件.
    pub text: String,
    /// What it stands for.
    pub condition: Condition,
}

/// A condition on the answers. Applicability is not written out here: the
/// compiler folds it into every [`Condition::Is`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// True or false whatever the answers are.
    Always(bool),
    /// A named condition.
    Named(NamedIx),
    /// A test of one question's answer.
    Is(Atom),
    /// At least one of these permits has need `required`.
    Needs(Vec<PermitIx>),
    /// Negation.
    Not(Box<Condition>),
    /// Conjunction.
    All(Vec<Condition>),
    /// Disjunction.
    Any(Vec<Condition>),
    /// If the first holds the second, else the third.
    If(Box<Condition>, Box<Condition>, Box<Condition>),
}

/// A test of one question's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Atom {
    /// The question.
    pub question: QuestionIx,
    /// The test.
    pub test: Test,
}

/// What an answer is held against.
///
/// On a question that does not apply, a test is false, but for `negated`
/// options and [`Comparison::Ne`], which are true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Test {
    /// A yes/no question: `== true` is `{ value: true, negated: false }`.
    YesNo {
        /// The value compared with.
        value: bool,
        /// `!=` in place of `==`.
        negated: bool,
    },
    /// A choice: `in [..]`, `==`; negated `not in [..]`, `!=`.
    OneOf {
        /// Options named.
        options: Vec<OptionIx>,
        /// `not in`, `!=`.
        negated: bool,
    },
    /// A multiple choice: at least one of these is ticked (`any of [..]`).
    AnyOf {
        /// Options named.
        options: Vec<OptionIx>,
    },
    /// A number or a date.
    Compare {
        /// The operator.
        comparison: Comparison,
        /// The constant.
        bound: Bound,
    },
}

/// Comparison operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// `==`
    Eq,
    /// `!=`
    Ne,
}

/// The constant of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bound {
    /// A number in the question's scale.
    Number(i64),
    /// A district parameter; `value` is in the question's scale.
    Parameter {
        /// Which parameter.
        parameter: ParameterIx,
        /// Its value on the day.
        value: i64,
    },
    /// A day.
    Date(Date),
    /// The day of application, moved.
    Applied {
        /// Whole years.
        years: i32,
        /// Whole months.
        months: i32,
        /// Days.
        days: i32,
    },
}

/// A permit, filing, registration or notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permit {
    /// `food-licence`.
    pub id: String,
    /// 食品经营许可证.
    pub name: String,
    /// One everyday line: what it is for.
    pub summary: String,
    /// Kind of act.
    pub nature: Nature,
    /// Group of the service centre.
    pub category: Category,
    /// Who decides: 区市场监管局.
    pub authority: String,
    /// Can only be not required (kept to say so).
    pub informational: bool,
    /// Why it is not required where no rule says otherwise.
    pub otherwise: Otherwise,
    /// The paper this permit results in, never asked for in the same case.
    pub issues: Option<MaterialIx>,
    /// Legal basis.
    pub citations: Vec<CitationIx>,
    /// How sure the fact base is of the card.
    pub mark: Mark,
}

/// Kind of act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Nature {
    /// 许可
    Licence,
    /// 备案
    Filing,
    /// 登记
    Registration,
    /// 告知
    Notice,
}

/// Group of the service centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Category {
    /// 商事登记
    Business,
    /// 城管交通
    CityAndTransport,
    /// 社会事业
    Social,
    /// 涉农事务
    Agriculture,
}

/// Why a permit is not required where no rule fires.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Otherwise {
    /// 不在新设登记，无需办理.
    pub reason: String,
    /// Sources, if any.
    pub citations: Vec<CitationIx>,
    /// How sure.
    pub mark: Mark,
    /// Signed off with the permit by the office named in the district file.
    pub signed_off: bool,
}

/// An eligibility rule.
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent facts of the catalogue, each with its own name there"
)]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// `r-01`.
    pub id: String,
    /// When it fires.
    pub condition: Condition,
    /// What it does to permits; empty for a pure stop.
    pub effects: Vec<Effect>,
    /// 选址红线: the whole case cannot be submitted online.
    pub stop: bool,
    /// Why, in one plain sentence for the person.
    pub reason: String,
    /// What can be done about a refusal or stop.
    pub way_out: Option<String>,
    /// A refusal or stop that nothing the person can change would lift.
    pub is_final: bool,
    /// A remark shown beside the verdict.
    pub note: Option<String>,
    /// Sources.
    pub citations: Vec<CitationIx>,
    /// How sure: the least sure part counts.
    pub mark: Mark,
    /// Parameters it rests on, through named conditions too.
    pub parameters: Vec<ParameterIx>,
    /// Signed off by the office named in the district file.
    pub signed_off: bool,
    /// The gate of marks: its refusal or stop acts as `manual` until signed off.
    pub gated: bool,
}

/// What a rule does to some permits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// The result word, as the author wrote it (before the gate of marks).
    pub kind: EffectKind,
    /// The permits, aliases resolved.
    pub permits: Vec<PermitIx>,
    /// For [`EffectKind::Out`]: the permit was named itself and not by an alias,
    /// which also says that it is required.
    pub by_name: bool,
}

/// Result words of eligibility rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EffectKind {
    /// REQUIRE
    Require,
    /// SKIP
    Skip,
    /// PENDING
    Pending,
    /// REFUSE
    Refuse,
    /// MANUAL
    Manual,
    /// OUT
    Out,
}

impl EffectKind {
    /// The word as the catalogue writes it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Require => "require",
            Self::Skip => "skip",
            Self::Pending => "pending",
            Self::Refuse => "refuse",
            Self::Manual => "manual",
            Self::Out => "out",
        }
    }
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    /// `m-floorplan`.
    pub id: String,
    /// 经营场所平面图.
    pub name: String,
    /// One everyday line: what it should show.
    pub help: Option<String>,
    /// Who gives it to me.
    pub issuer: String,
}

/// A document asked for by one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demand {
    /// `gm-15`; one rule may demand several documents.
    pub rule: String,
    /// When.
    pub condition: Condition,
    /// Which document.
    pub material: MaterialIx,
    /// The form asked for.
    pub form: Form,
    /// Another form that does as well.
    pub or_form: Option<Form>,
    /// Number of copies.
    pub copies: u8,
    /// The permits that use it.
    pub consumers: Vec<PermitIx>,
    /// A remark for the person.
    pub note: Option<String>,
    /// How sure.
    pub mark: Mark,
}

/// Form of a document, the strictest first; drawings are a kind of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// 原件
    Original,
    /// 复印件（核原件）
    Copy,
    /// 电子表单或在线生成
    Electronic,
    /// 数据共享核验免交
    Shared,
    /// 图纸
    Drawing,
}

impl Form {
    /// Place in the order of strictness, the strictest first.
    #[must_use]
    pub fn rank(self) -> u32 {
        self as u32
    }

    /// The form with this rank.
    #[must_use]
    pub fn with_rank(rank: u32) -> Option<Self> {
        [
            Self::Original,
            Self::Copy,
            Self::Electronic,
            Self::Shared,
            Self::Drawing,
        ]
        .into_iter()
        .find(|form| form.rank() == rank)
    }
}

impl Demand {
    /// The form a person must see to today: as long as no register is connected,
    /// nothing is verified by shared data, so its alternative counts.
    #[must_use]
    pub fn effective_form(&self) -> Form {
        match (self.form, self.or_form) {
            (Form::Shared, Some(other)) => other,
            (form, _) => form,
        }
    }
}

/// An item printed on the licence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LicenceItem {
    /// `item-hot-food`.
    pub id: String,
    /// 热食类食品制售.
    pub name: String,
    /// When it is printed.
    pub condition: Condition,
    /// How sure.
    pub mark: Mark,
}

/// A warning that changes no verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    /// `rw-01`.
    pub id: String,
    /// What to mind.
    pub text: String,
    /// When.
    pub condition: Condition,
    /// Sources.
    pub citations: Vec<CitationIx>,
    /// How sure.
    pub mark: Mark,
}

/// `lesser ≤ greater`, where both apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Constraint {
    /// `use-area`.
    pub lesser: QuestionIx,
    /// `floor-area`.
    pub greater: QuestionIx,
    /// What to tell someone who breaks it.
    pub message: String,
}

/// A number or switch of the district.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameter {
    /// `p-fire-exempt-area-general`.
    pub id: String,
    /// What it means.
    pub text: String,
    /// Its value, as written: `300`, `true`, `filing`.
    pub value: String,
    /// 平方米.
    pub unit: Option<String>,
    /// How sure.
    pub mark: Mark,
    /// Who can confirm it.
    pub confirmed_by: String,
    /// Signed off by the office named in the district file.
    pub signed_off: bool,
}

/// An article of law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// `food-safety-law/35`.
    pub id: String,
    /// 食品安全法.
    pub law: String,
    /// 第35条第1款.
    pub article: String,
    /// When the law is in force.
    pub in_force: Interval,
    /// How sure the fact base is.
    pub mark: Mark,
}
