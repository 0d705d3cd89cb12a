//! The arguments of `tm explain`.

use std::path::PathBuf;

use clap::Args;
use tm_grammar::tree::Date;

use super::{ColorChoice, Format};
use crate::cli::today;

const EXAMPLES: &str = "\
Examples:
  tm explain stride.flooding on checkout        why a threat fires or does not
  tm explain \"stride.flooding on checkout\" shop.tm
  tm explain flooding                           what a rule says, and where it fires
  tm explain checkout                           what is known of an element, flow, zone or asset
  tm explain encrypted                          a control or fact; also a type or an event
  tm explain spoofing                           a category of threats
  tm explain TM301                              a finding of tm check; also by name: store-to-entity

Exit status: 0 it is explained, 2 there is nothing of that name or the input is wrong.";

/// The arguments of `tm explain`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct ExplainArguments {
    /// A threat as tm check names it (rule on thing), or the name or code of anything else; then
    /// files or folders, or - for standard input [default: the current folder]
    #[arg(value_name = "KEY [PATH]", required = true)]
    pub words: Vec<String>,

    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,

    /// The day that dates are measured against [default: today in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = today::parse)]
    pub today: Option<Date>,

    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
}

/// What is to be explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// A rule on a thing.
    Key {
        /// With or without its pack.
        rule: String,
        /// The thing.
        subject: String,
    },
    /// Anything by its name.
    Name(String),
}

impl ExplainArguments {
    /// What is asked, and the paths after it. A key may be one argument or three.
    ///
    /// # Errors
    ///
    /// If it ends where a name should follow.
    pub fn request(&self) -> Result<(Request, Vec<PathBuf>), String> {
        let mut words = self.words.iter();
        let first = words.next().map_or("", String::as_str);
        let mut parts: Vec<&str> = first.split_whitespace().collect();
        if words.as_slice().first().is_some_and(|word| word == "on") && parts.len() == 1 {
            parts.push("on");
            words.next();
        }
        // `rule on` and the thing behind it.
        if parts.len() == 2 && parts[1] == "on" {
            parts.extend(words.next().map(String::as_str));
        }
        let paths = words.map(PathBuf::from).collect();
        match parts.as_slice() {
            [rule, "on", subject] => {
                Ok((Request::Key { rule: (*rule).into(), subject: (*subject).into() }, paths))
            }
            [name] => Ok((Request::Name((*name).into()), paths)),
            [rule, "on"] => Err(format!(
                "\"{rule} on\" names no thing: write the element, flow, zone or asset behind \"on\""
            )),
            _ => Err(format!(
                "\"{first}\" is no key: write \"RULE on THING\", such as \"stride.flooding on web\", or one name"
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(words: &[&str]) -> Result<(Request, Vec<PathBuf>), String> {
        ExplainArguments {
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            format: Format::Human,
            today: None,
            color: ColorChoice::Never,
        }
        .request()
    }

    #[test]
    fn a_key_is_one_argument_or_several_and_paths_follow() {
        let key = Request::Key { rule: "a.b".into(), subject: "c/reply".into() };
        let path = vec![PathBuf::from("shop.tm")];
        assert_eq!(request(&["a.b on c/reply", "shop.tm"]), Ok((key.clone(), path.clone())));
        assert_eq!(request(&["a.b", "on", "c/reply", "shop.tm"]), Ok((key, path.clone())));
        assert_eq!(request(&["spoofing", "shop.tm"]), Ok((Request::Name("spoofing".into()), path)));
        assert!(request(&["a.b", "on"]).is_err());
        assert!(request(&["a.b on c d"]).is_err());
    }
}
