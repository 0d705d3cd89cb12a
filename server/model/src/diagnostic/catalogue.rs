//! The one table of all findings.

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
}

macro_rules! catalogue {
    ($($variant:ident $code:literal $name:literal $severity:ident $explanation:literal;)+) => {
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
        }),+];
    };
}

catalogue! {
    NoHeader "TM001" "no-header" Information "The first item of a file says what it is: `model`, `kb` or `part of` a model. Without one the rest of the file is read but belongs nowhere.";
    Expected "TM002" "expected" Error "Something is missing or stands in the wrong place inside an item, or braces, brackets, parentheses and `not` nest deeper than 64. The rest of the item is read as far as possible.";
    UnknownKeyword "TM003" "unknown-keyword" Error "A line starts with a word that begins no item and is no property. Often it is misspelt.";
    BadString "TM004" "bad-string" Error "Text stands between double quotes and closes on the line where it opens. Single quotes are not used.";
    MissingBrace "TM005" "missing-brace" Error "A brace is opened and never closed. It is taken to end where the next item begins in the first column.";
    BadDate "TM006" "bad-date" Error "A date is a day of the calendar, written year, month, day: 2026-12-31.";
    MisplacedItem "TM007" "misplaced-item" Error "Some items belong in models and some in knowledge bases; zones hold only elements, flows and zones.";
    ClauseNotHere "TM008" "clause-not-here" Error "This clause does not apply to this kind of item. The language reference lists what each item takes.";
    RepeatedProperty "TM009" "repeated-property" Warning "A clause or property is given twice, perhaps once in the header and once in the body. The first one counts.";
    UnusedAllow "TM010" "unused-allow" Hint "A `tm-allow` comment silences a finding that does not occur here any more. Remove it, so that it does not hide a later one.";
    ConflictMarker "TM011" "conflict-marker" Error "The file holds the marks of a merge conflict that nobody has resolved.";

    DuplicateName "TM101" "duplicate-name" Error "Elements, flows, zones, assets, actors, imported models and used packs share one set of names in a model; mitigations, threats, stories and the like have one each. The first one counts.";
    UnknownName "TM102" "unknown-name" Error "Nothing of that name exists, or a file to import is missing, does not end in .tm, or lies outside the workspace.";
    WrongKind "TM103" "wrong-kind" Error "The name exists, but names another kind of thing than is needed here.";
    UnknownKnowledgeBase "TM104" "unknown-kb" Error "The knowledge base is neither shipped nor in the workspace, or only in a version that will not do.";
    UnknownRule "TM105" "unknown-rule" Error "The knowledge base holds no threat of that name.";
    ImportCycle "TM107" "import-cycle" Error "Models import each other in a circle. Name the other side as an entity in one of them.";
    OrphanPart "TM108" "orphan-part" Warning "The file says that it is part of a model that no file in the workspace starts.";
    TwoModels "TM109" "two-models" Error "Two files start a model of the same name. Make one of them `part of` the other, or rename it.";

    UnknownType "TM201" "unknown-type" Error "No used knowledge base declares that type for this kind of thing.";
    UnknownAttribute "TM202" "unknown-attribute" Warning "The property is neither built in nor a fact or control that a used knowledge base declares for this kind of thing.";
    BadValue "TM203" "bad-value" Error "The value is not of the kind that the property takes.";
    OpenQuestion "TM206" "open-question" Information "The model does not say something that decides a threat. The answer is a property: write yes, no, a word, or what the flow carries.";
    MixedAndOr "TM207" "mixed-and-or" Error "`and` and `or` stand side by side without parentheses, so it is not clear what belongs together.";
    TypeError "TM208" "type-error" Error "The parts of a predicate do not fit together, or a control in `when` stands negated, so that ignorance would raise a threat.";
    ControlConflict "TM209" "control-conflict" Warning "The control is written on the thing and set by a mitigation placed on it, with different values. What is written on the thing counts.";
    AmbiguousWord "TM210" "ambiguous-word" Error "A bare word in a predicate could mean two things. Put the name of the variable or thing in backticks.";
    FactCycle "TM211" "fact-cycle" Error "A fact or derived control reads itself, directly or through others, so it would have no value.";

    StoreToEntity "TM301" "store-to-entity" Error "A store is joined directly with a person or outside system. Something must run in between: a store answers nobody by itself.";
    StoreToStore "TM302" "store-to-store" Warning "Data moves from store to store with nothing that moves it. The program that copies it is missing.";
    StoreStartsFlow "TM303" "store-starts-flow" Warning "A flow begins at a store. Draw a read from the reader, with what comes back after `returns`.";
    FlowToNowhere "TM304" "flow-to-nowhere" Error "An end of a flow is missing or names nothing.";
    Isolated "TM305" "isolated" Warning "An element has no flow. Either a flow is missing, or the element does not matter here and can be scoped out.";
    DeadEnd "TM306" "dead-end" Warning "A flow ends in a process from which nothing goes on to a store or an entity. What happens with the data?";
    EntityToEntity "TM308" "entity-to-entity" Warning "A flow joins two entities and never touches the system that the model is about.";
    SelfFlow "TM309" "self-flow" Warning "A flow starts where it ends.";
    Unlabelled "TM310" "unlabelled" Hint "An element, flow or zone has no title. Reports and diagrams show titles.";
    Unnumbered "TM311" "unnumbered" Hint "Other flows of the model have numbers and this one has none.";
    NumberClash "TM312" "number-clash" Warning "Two flows have the same number.";
    NoZone "TM313" "no-zone" Warning "The model has zones, and this element lies in none.";
    NoZones "TM314" "no-zones" Warning "The model has flows and no zone. Threats follow from where trust changes, so draw at least one boundary.";
    NoTrust "TM315" "no-trust" Information "The zone says nothing of trust, nor does its type or a zone around it. It counts as medium.";
    TrustInversion "TM316" "trust-inversion" Warning "A zone is trusted less than the one around it. If that is meant, as for a sandbox, write `isolated: yes`.";

    OpenThreats "TM400" "open-threats" Warning "Threats that nobody has answered yet, or that wait for an answer to a question.";
    DanglingDecision "TM401" "dangling-decision" Warning "A decision names a threat or a thing that does not exist, or not any more.";
    StaleDecision "TM402" "stale-decision" Information "The threat that was decided no longer applies: its situation is not there any more.";
    WeakAccept "TM404" "weak-accept" Warning "A decision lacks what makes it one: `accept` needs a reason, a person and a date; `avoid` and `dismiss` a reason; `transfer` somebody to carry it and a date.";
    ExpiredAccept "TM405" "expired-accept" Warning "The last day of the decision has passed. The threat counts as open again.";
    DoubleDecision "TM407" "double-decision" Error "The same threat is decided twice in different ways.";
    EmptyMitigate "TM408" "empty-mitigate" Warning "A threat is said to be mitigated, but no mitigation is named that is at least planned.";
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
