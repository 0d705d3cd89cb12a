//! The page of the method: the categories of threats and the other words that a champion meets, from
//! the tables that hover and `tm explain` read.

use std::fmt::Write as _;

use tm_ide::categories::{CATEGORIES, CategoryText, Method};
use tm_ide::terms::{Subject, TERMS};

use crate::pages::root;
use crate::{expect_page, generated_from};

const INTRODUCTION: &str = "
# The method

What the words of the method mean, and what to ask with them. Hover in the editor and `tm explain WORD` tell
the same.

";

const STRIDE: &str =
    "Six kinds of attack on a system. Go through an element letter by letter, and ask.\n\n";
const LINDDUN: &str = "Seven kinds of harm to the people whose data it is. They apply only where there is personal data.\n\n";

fn category(text: &mut String, known: &CategoryText) {
    let kinds: Vec<&str> = known.kinds.iter().map(|kind| kind.word()).collect();
    let _ = write!(
        text,
        "#### {} ({})\n\n`{}`: {}. It breaks {}.\n\n- **Ask:** {}\n",
        known.title, known.letter, known.name, known.meaning, known.breaks, known.ask
    );
    if !known.ask_infrastructure.is_empty() {
        let _ = writeln!(text, "- **Ask of what is below:** {}", known.ask_infrastructure);
    }
    let _ = write!(
        text,
        "- **For example:** {}\n- **Typical answers:** {}\n- **Applies to:** {}. {}\n\n",
        known.examples.join(", "),
        known.answers.join(", "),
        kinds.join(", "),
        known.remark
    );
}

#[test]
fn the_page_of_the_method_is_the_tables() {
    let mut text =
        generated_from("`server/ide/src/categories.rs` and `server/ide/src/terms/table.rs`");
    text.push_str(INTRODUCTION);
    text.push_str("## Categories of threats\n\n");
    for (method, about) in [(Method::Stride, STRIDE), (Method::Linddun, LINDDUN)] {
        let _ = write!(text, "### {}\n\n{about}", method.name());
        for known in CATEGORIES.iter().filter(|known| known.method == method) {
            category(&mut text, known);
        }
    }
    for subject in Subject::ALL {
        let _ = write!(text, "## {}\n\n{}\n\n", subject.heading(), subject.remark());
        for term in TERMS.iter().filter(|term| term.subject == subject) {
            let told = term.told().replace("\n\n", "\n");
            let _ = write!(text, "**{}.** {told}\n\n", term.word);
        }
    }
    let text = text.replace(". \n", ".\n");
    expect_page(&root().join("docs/method.md"), &(text.trim_end().to_owned() + "\n"));
}
