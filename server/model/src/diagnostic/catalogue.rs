//! The one table of all findings.
//!
//! For each row the file `examples/CODE.txt` holds a text that raises the finding and the same text
//! mended; the manual shows them, and `tests/manual/checks.rs` tries them.

use super::Severity;

/// What the catalogue says of a code.
#[derive(Clone, Copy, Debug)]
pub struct CodeInfo {
    /// `TM301`
    pub code: &'static str,
    /// `store-to-entity`
    pub name: &'static str,
    /// How much such a finding matters, unless settings say otherwise.
    pub severity: Severity,
    /// When it is reported, why it matters and what to do.
    pub explanation: &'static str,
    /// It is reported only where somebody asks for it.
    pub off: bool,
    /// An error that a workspace may see differently: the model means what was written, and that
    /// is seldom right.
    pub opinion: bool,
}

/// Whether a row of the table has a mark.
macro_rules! is_marked {
    ($mark:ident) => {
        false
    };
    (off off) => {
        true
    };
    (opinion opinion) => {
        true
    };
    ($mark:ident $other:ident) => {
        false
    };
}

macro_rules! catalogue {
    ($($variant:ident $code:literal $name:literal $severity:ident $($mark:ident)? $explanation:literal;)+) => {
        /// The codes of findings.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $explanation] $variant),+
        }

        impl Code {
            /// All codes, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// What the catalogue says of it.
            pub fn info(self) -> &'static CodeInfo {
                &CATALOGUE[self as usize]
            }

            /// The code with that text (`TM301`) or name (`store-to-entity`).
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| {
                    let info = code.info();
                    info.code == text || info.name == text
                })
            }
        }

        impl std::fmt::Display for Code {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.info().code)
            }
        }

        /// All findings, in the order of [`Code`].
        pub const CATALOGUE: &[CodeInfo] = &[$(CodeInfo {
            code: $code,
            name: $name,
            severity: Severity::$severity,
            explanation: $explanation,
            off: is_marked!(off $($mark)?),
            opinion: is_marked!(opinion $($mark)?),
        }),+];
    };
}

catalogue! {
    NoHeader "TM001" "no-header" Information "The first item of a file says what it is: `model`, `kb` or `part of` a model. Without one the rest of the file is read but belongs nowhere.";
    Expected "TM002" "expected" Error "Something is missing or stands in the wrong place inside an item, or braces, brackets, parentheses and `not` nest deeper than 64. The rest of the item is read as far as possible.";
    UnknownKeyword "TM003" "unknown-keyword" Error "A line starts with a word that begins no item and is no property. Often it is misspelt. One that is nearly an item word is read as that word, so that nothing follows from the slip.";
    BadString "TM004" "bad-string" Error "Text stands between double quotes and closes on the line where it opens. Single quotes are not used.";
    MissingBrace "TM005" "missing-brace" Error "A brace is opened and never closed. It is taken to end where the next item begins in the first column.";
    BadDate "TM006" "bad-date" Error "A date is a day of the calendar, written year, month, day: 2026-12-31.";
    MisplacedItem "TM007" "misplaced-item" Error "Some items belong in models and some in knowledge bases; zones hold only elements, flows and zones.";
    ClauseNotHere "TM008" "clause-not-here" Error "This clause does not apply to this kind of item. The language reference lists what each item takes.";
    RepeatedProperty "TM009" "repeated-property" Warning "A clause or property is given twice, perhaps once in the header and once in the body. The first one counts.";
    UnusedAllow "TM010" "unused-allow" Hint "A `tm-allow` comment silences a finding that does not occur here any more. Remove it, so that it does not hide a later one.";
    ConflictMarker "TM011" "conflict-marker" Error "The file holds the marks of a merge conflict that nobody has resolved.";

    DuplicateName "TM101" "duplicate-name" Error "Elements, flows, zones, assets, actors and imported models share one set of names in a model; mitigations, threats, stories and the like have one each. The first one counts. A used pack may not be called like an imported model or another pack.";
    UnknownName "TM102" "unknown-name" Error "Nothing of that name exists, or a file to import is missing, does not end in .tm, or lies outside the workspace.";
    WrongKind "TM103" "wrong-kind" Error "The name exists, but names another kind of thing than is needed here.";
    UnknownKnowledgeBase "TM104" "unknown-kb" Error "The knowledge base is neither shipped nor in the workspace, or only in a version that will not do.";
    UnknownRule "TM105" "unknown-rule" Error "The knowledge base holds no threat of that name.";
    UnusedUse "TM106" "unused-use" Hint "Nothing of the knowledge base is used by the model: no type, fact or control, and none of its threats applies.";
    ImportCycle "TM107" "import-cycle" Error "Models import each other in a circle. Name the other side as an entity in one of them.";
    OrphanPart "TM108" "orphan-part" Warning "The file says that it is part of a model that no file in the workspace starts.";
    TwoModels "TM109" "two-models" Error "Two files start a model of the same name. Make one of them `part of` the other, or rename it.";
    NameStyle "TM110" "name-style" Hint off "A name is not written in lower case with hyphens, in letters without accents. This is off unless it is asked for.";
    LockedVersion "TM111" "locked-version" Warning "The lock of the workspace, `tm.lock`, was written with another version of the knowledge base. Other rules may apply than those that were looked at. See what that changes, then write the lock anew with `tm lock`.";
    FaultyKnowledgeBase "TM112" "faulty-kb" Error "The knowledge base, or one that it uses, has errors. What they are in is left out, and the rest is used: a threat that should be found may be missing.";
    ConfusableName "TM115" "confusable-name" Warning "A name mixes letters of several scripts in one word, or looks like another name and is not the same. Somebody who reads the model takes one for the other.";

    UnknownType "TM201" "unknown-type" Error "No used knowledge base declares that type for this kind of thing.";
    UnknownAttribute "TM202" "unknown-attribute" Warning "The property is neither built in nor a fact or control that a used knowledge base declares for this kind of thing.";
    BadValue "TM203" "bad-value" Error "The value is not of the kind that the property takes.";
    RedundantValue "TM204" "redundant-value" Hint "The type of the thing fixes the value, and what is written says the same again.";
    ContradictsType "TM205" "contradicts-type" Warning "The type of the thing fixes the value, and what is written says otherwise. Choose another type, or remove the property.";
    OpenQuestion "TM206" "open-question" Information "The model does not say something that decides a threat. The answer is a property: write yes, no, a word, or what the flow carries.";
    MixedAndOr "TM207" "mixed-and-or" Error "`and` and `or` stand side by side without parentheses, so it is not clear what belongs together.";
    TypeError "TM208" "type-error" Error "The parts of a predicate do not fit together, or a control in `when` stands negated, so that ignorance would raise a threat.";
    ControlConflict "TM209" "control-conflict" Warning "The control is written on the thing and set by a mitigation placed on it, with different values. What is written on the thing counts.";
    AmbiguousWord "TM210" "ambiguous-word" Error "A bare word in a predicate could mean two things. Put the name of the variable or thing in backticks.";
    FactCycle "TM211" "fact-cycle" Error "A fact or derived control reads itself, directly or through others, so it would have no value.";

    StoreToEntity "TM301" "store-to-entity" Error opinion "A store is joined directly with a person or outside system. Something must run in between: a store answers nobody by itself.";
    StoreToStore "TM302" "store-to-store" Warning "Data moves from store to store with nothing that moves it. The program that copies it is missing.";
    StoreStartsFlow "TM303" "store-starts-flow" Warning "A flow begins at a store. Draw a read from the reader, with what comes back after `returns`.";
    FlowToNowhere "TM304" "flow-to-nowhere" Error "An end of a flow is missing or names nothing. Until all flows lead somewhere, nobody misses any: elements without flows, dead ends and stores that are only read or written are not reported.";
    Isolated "TM305" "isolated" Warning "An element has no flow. Either a flow is missing, or the element does not matter here and can be scoped out.";
    DeadEnd "TM306" "dead-end" Warning "A flow ends in a process from which nothing goes on to a store or an entity, and nothing comes back. What happens with the data? Records that go to monitoring may stay there.";
    WriteOnlyStore "TM307" "write-only-store" Information "A store is only written, or only read. Either a flow is missing, or the store is not needed. Backups, logs and settings are exempt.";
    EntityToEntity "TM308" "entity-to-entity" Warning "A flow joins two entities and never touches the system that the model is about.";
    SelfFlow "TM309" "self-flow" Warning "A flow starts where it ends.";
    Unlabelled "TM310" "unlabelled" Hint "An element, flow or zone has no title. Reports and diagrams show titles.";
    Unnumbered "TM311" "unnumbered" Hint "Other flows of the model have numbers and this one has none.";
    NumberClash "TM312" "number-clash" Warning "Two flows have the same number.";
    NoZone "TM313" "no-zone" Warning "The model has zones, and this element lies in none.";
    NoZones "TM314" "no-zones" Warning "The model has flows and no zone. Threats follow from where trust changes, so draw at least one boundary.";
    NoTrust "TM315" "no-trust" Information "The zone says nothing of trust, nor does its type or a zone around it. It counts as medium.";
    TrustInversion "TM316" "trust-inversion" Warning "A zone is trusted less than the one around it. If that is meant, as for a sandbox, write `isolated: yes`.";
    EmptyZone "TM317" "empty-zone" Hint "Nothing lies in the zone: neither an element nor a further zone.";
    OpenCrossing "TM318" "open-crossing" Warning "A flow enters a more trusted zone, and it is known that the caller does not prove who it is. A plan settles it, and so does saying that anybody may call (`authn: anonymous`). Where a rule of a used knowledge base says the same, only the rule does.";
    ClearCrossing "TM319" "clear-crossing" Warning "A flow crosses between zones with data above public, and it is known not to be encrypted. Where a rule of a used knowledge base says the same, only the rule does.";
    EmptyFlow "TM320" "empty-flow" Information "The model has assets, and the flow does not say which of them it carries. Threats about data follow only from flows that do. If there is none, write `carrying nothing`.";
    HighDataLowZone "TM321" "high-data-low-zone" Warning "Data above public is held by a store, or sent to a process, in a zone whose trust is none or low. Send less, protect it before, or trust the zone more; if it is meant, say why. People are exempt, and so are clients on their own devices.";
    AgentSharesZone "TM322" "agent-shares-zone" Information "An agent lies in a zone with things that are no agents, and the zone is no sandbox. What it may do should be limited by a boundary of its own, because hostile text can mislead it.";
    OutOfScopeUsed "TM323" "out-of-scope-used" Information "The model declares a threat on an element that is out of scope, so the threat is hidden. Take the element into scope, or place the threat elsewhere.";

    OpenThreats "TM400" "open-threats" Warning "Threats that nobody has answered yet, or that wait for an answer to a question.";
    DanglingDecision "TM401" "dangling-decision" Warning "A decision names a threat or a thing that does not exist, or not any more.";
    StaleDecision "TM402" "stale-decision" Information "The threat that was decided no longer applies: its situation is not there any more.";
    FactsChanged "TM403" "facts-changed" Warning "A threat was accepted, and a fact under it is another now than `tm.lock` says: something that the rule read, or the risk. The acceptance still counts. Look at it again, then write the lock anew with `tm lock`.";
    WeakAccept "TM404" "weak-accept" Warning "A decision lacks what makes it one: `accept` needs a reason, a person and a date; `avoid` and `dismiss` a reason; `transfer` somebody to carry it and a date.";
    ExpiredAccept "TM405" "expired-accept" Warning "The last day of the decision has passed. The threat counts as open again.";
    ExpiringAccept "TM406" "expiring-accept" Information "The last day of the decision is at most thirty days away. After it the threat counts as open again.";
    DoubleDecision "TM407" "double-decision" Error "The same threat is decided twice in different ways.";
    EmptyMitigate "TM408" "empty-mitigate" Warning "A threat is said to be mitigated, but no mitigation is named that is at least planned.";
    BlanketAccept "TM409" "blanket-accept" Warning "An `accept` or `dismiss` with a `*` also decides threats that come up later, when nobody looks. Name the ones that were looked at.";
    NotCountering "TM410" "not-countering" Information off "The decision names a control that the rule does not: neither its `unless` nor any `counters` says that it helps. Say why with `because`. This is off unless it is asked for.";
    KnowledgeBaseMoved "TM411" "kb-moved" Warning "A knowledge base renamed the rule, or split it into several. A decision follows a new name by itself; of several, each must be decided.";
    AcceptAboveLimit "TM412" "accept-above-limit" Warning "Somebody accepts a risk who may not: `tm.toml` names those who accept risks of that level and above, under `approvers`. Where it names nobody, anybody may.";
    PartialOnly "TM413" "partial-only" Information "The only controls that answer the threat make it smaller and do not settle it.";
    UnratedThreat "TM414" "unrated-threat" Hint "A threat of the model does not say how bad it is: by the method that the header names under `rating`, or by any if it names none. Until it does another rating counts, and without one it counts as medium.";
    BadRating "TM415" "bad-rating" Error "A rating cannot be read: `dread` takes five numbers from 0 to 10, `cvss` a vector of version 3.0, 3.1 or 4.0 with all base metrics. One that cannot be read counts as not written.";
    Unverified "TM416" "unverified" Information off "A mitigation is done, and nothing says how one knows that it works. This is off unless it is asked for.";

    ReviewDue "TM501" "review-due" Warning "More time has passed since the last review than the header allows with `review-every`. Go through the model and write the day under `reviewed`.";
    NoOwner "TM503" "no-owner" Information "Nobody answers for the model, or for an assumption that nobody has checked yet.";
    UnvalidatedAssumption "TM504" "unvalidated-assumption" Information "The assumption is open: nobody has checked whether it holds. After the day under `check-by` this is a warning.";
    ContradictedAssumption "TM505" "contradicted-assumption" Warning "What the assumption claims is false in this model. Correct the model, or mark the assumption as refuted.";
    RefutedStillUsed "TM506" "refuted-still-used" Warning "Something rests on an assumption that turned out wrong. A control then reads no, a fact unknown. Find out what is true and write that.";
    AssumptionAboutNothing "TM507" "assumption-about-nothing" Hint "The assumption says neither what it is about nor what it claims, and nothing is written with `assuming`. So nobody can tell what happens if it proves wrong.";
    ObjectiveUntested "TM508" "objective-untested" Information "There is no threat, of a knowledge base or of the model, on what the objective protects, on its flows or where it is kept. So nobody has asked how it could fail.";
    IdleAsset "TM509" "idle-asset" Information "The asset is data, and no flow carries it and no store holds it. Money and reputation are no data.";
    UnclassifiedAsset "TM510" "unclassified-asset" Information "Neither the asset nor its kind says how sensitive it is. Threats about disclosure follow from that.";
    UnprotectedAsset "TM511" "unprotected-asset" Hint "The asset is confidential or restricted, the model has objectives, and none of them protects it.";
    StoryUnlinked "TM512" "story-unlinked" Information "A story of abuse, misuse, negligence or bypass, or a `without` line, names no threat. Then nothing shows whether it is answered.";
    ThreatUnstoried "TM513" "threat-unstoried" Hint off "No `without` line of a story names the high threat. This is off unless it is asked for.";
    MitigationUnlinked "TM514" "mitigation-unlinked" Information "No decision and no requirement names the mitigation, it counters nothing, and no threat where it stands asks for its control. It may stand in the wrong place, or lack the control that it is.";
    MitigationNoTicket "TM515" "mitigation-no-ticket" Hint "The mitigation is planned or in progress, and no ticket tracks it. Where there is none yet, write `ticket ?`.";
    NoStoryKinds "TM516" "no-story-kinds" Hint "The model has agents and stories, and no story tells how somebody goes around a check: none of the kinds `abuse` and `agent-bypass`.";
    NoEvent "TM517" "no-event" Hint off "What answers a high threat raises no event, so nobody would notice an attempt. This is off unless it is asked for.";
    NoActor "TM518" "no-actor" Hint "The model has actors, and the threat does not say with `by` which of them would do it.";
    UnrecordedCredentials "TM519" "unrecorded-credentials" Hint off "A process handles credentials, passwords, keys or tokens, and no way leads from it to a store of records. This is off unless it is asked for.";
    RequirementUnrealised "TM520" "requirement-unrealised" Warning "No mitigation and no story realises the requirement: it has no `with`, and nothing names it under `realises`.";
    NoAssets "TM521" "no-assets" Information "The model has flows and no asset. Threats about data are found only where flows and stores say which data they move and keep.";
    NoObjective "TM522" "no-objective" Information "The model has assets and no objective. An objective says what must never happen to them.";
    NoAssumption "TM523" "no-assumption" Information "The model has flows and no assumption. Every model takes something for granted; what is written can be checked.";
    NoScope "TM524" "no-scope" Hint "The model says neither what it is about nor what not. Without `scope` everything is in.";
    DomainWithoutControl "TM525" "domain-without-control" Information "Threats are open that controls of this security domain would answer, and none of that domain is in place or planned anywhere.";

    RuleNever "TM601" "rule-never" Warning "Nothing can be all that the rule's `when` asks for: types or values exclude each other. The rule never applies.";
    RuleAlways "TM602" "rule-always" Information "The rule has no `when`, or one that is always true, so it applies to every thing it looks at. If that is meant, write `top: no`.";
    NoCounter "TM603" "no-counter" Information "Nothing answers the rule: it has no `unless`, and no control says that it `counters` it. Then only decisions can settle the threat.";
    NoSeverity "TM604" "no-severity" Warning "A rule lacks a category or a severity. Without `severity` it counts as medium, without category it is in no overview.";
    AttributeUnused "TM605" "attribute-unused" Hint "A knowledge base with rules declares a fact or control that no rule, derivation or requirement reads.";
    ControlUnasked "TM606" "control-unasked" Information "A rule depends on a control, or on a fact without default, and there is no question for it. The question is made up then, and reads badly.";
    TestFailed "TM607" "test-failed" Error "A test of the knowledge base expects something else than what the rules say of its model.";
    UntestedRule "TM608" "untested-rule" Hint "No test of the knowledge base mentions the rule.";
    DisableWithoutReason "TM610" "disable-without-reason" Warning "A knowledge base switches threats off and does not say why.";
    Shadowing "TM611" "shadowing" Error "Two knowledge bases that are used together declare the same name differently. The first one counts, so the second does not mean what it says.";
    Ladder "TM612" "ladder" Hint off "Two rules of a knowledge base differ in one word or number alone. This is off unless it is asked for.";
    ReservedName "TM613" "reserved-name" Error "A fact or control has the name of a field or property of the language, which means something else.";
    TypeCycle "TM614" "type-cycle" Error "A type inherits from itself, directly or through others.";
    OverrideOfNothing "TM615" "override-of-nothing" Error "An `override` or `disable` names no threat of a knowledge base that is used.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_names_are_unique() {
        assert!(CATALOGUE.is_sorted_by_key(|info| info.code));
        for (index, info) in CATALOGUE.iter().enumerate() {
            assert!(
                CATALOGUE[..index].iter().all(|other| other.name != info.name),
                "{}",
                info.name
            );
            assert_eq!(Code::parse(info.code), Code::parse(info.name));
        }
    }
}
