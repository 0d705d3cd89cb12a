//! Clients as they announce themselves: VS Code, Neovim and Emacs. Each JSON file is what that client
//! really says first, without paths and numbers of processes; `CONTRIBUTING.md` says how to get one.
//!
//! Each client uses all that it announced, at every word of a model. Every message of the server is
//! looked at (`protocol`): it must be of the protocol, and need nothing that was not announced.

use serde_json::{Value, json};
use tm_tests::Mirror;

use crate::protocol::{Session, greeting};
use crate::workspace::{Folder, changed};

const VSCODE: &str = include_str!("vscode.json");
const NEOVIM: &str = include_str!("neovim.json");
const EGLOT: &str = include_str!("eglot.json");

const SHOP: &str = r#"model shop "Shop — “ö” 😀" { owner: @dana; reviewed: 2026-11-01; review-every: 90d }
use stride 1.0
use `packs/house.tm`
tracker SHOP "https://tracker.example.org/{id}"
/// What people buy. See https://example.org/orders.
asset order: personal-data "Order" classified confidential
zone internet: internet-zone "Internet" {
  entity customer: end-user "Customer"
}
zone inside: internal-zone "Our platform" {
  process checkout: web-app "Checkout 😀" { criticality: high; audit-log: ? }
  store orders: sql-database "Order book" holds order
}
// ---- flows ----
flow 1 buy: customer -> checkout "Buy" via https carrying order { authn: session }
flow 2 book: checkout -> orders "Book" via sql-protocol carrying order
mitigation limiter: rate-limit "At the edge" on checkout status planned ticket SHOP-7
assumption sealed: infrastructure "The mail is sealed" { status: open; owner: @kim }
story pay: user "As a customer I pay" on buy { without "a queue": stride.flooding on checkout }
accept stride.flooding on checkout until 2027-01-01 by @dana "It is small"
dismiss stride.flooding on orders because "Nobody calls it"
process   lone "Lone"
// tm-allow TM301: it is gone
"#;

const PART: &str =
    "part of shop\nprocess stock \"Stock\" in inside\nflow 3 ask: checkout -> stock\n";

const HOUSE: &str = "kb house 1.0.0 \"House\" { license: \"CC0-1.0\" }\nuse base 1.0\n\
    threat crowd: spoofing \"{p} is copied\" for process p {\n  when p is web-app\n  severity: high\n}\n";

/// A client with a workspace.
struct Editor {
    session: Session,
    capabilities: Value,
    folder: Folder,
    uri: String,
}

impl Editor {
    fn start(name: &str, profile: &str) -> Self {
        let files = [("shop.tm", SHOP), ("part.tm", PART), ("packs/house.tm", HOUSE)];
        let folder = Folder::new(&format!("profile-{name}"), &files);
        let root = folder.uri("");
        let params = greeting(profile, Some(root.trim_end_matches('/')));
        let session = Session::start(&params);
        let uri = folder.uri("shop.tm");
        let mut editor =
            Self { session, capabilities: params["capabilities"].clone(), folder, uri };
        editor.session.client.open(&editor.uri, SHOP);
        editor.session.client.open(&editor.folder.uri("part.tm"), PART);
        editor
    }

    /// Whether the client announced that it uses a request.
    fn uses(&self, method: &str) -> bool {
        let place = match method {
            "textDocument/prepareRename" => "/textDocument/rename/prepareSupport",
            "textDocument/prepareCallHierarchy" => "/textDocument/callHierarchy",
            "textDocument/prepareTypeHierarchy" => "/textDocument/typeHierarchy",
            "textDocument/rangesFormatting" => "/textDocument/rangeFormatting/rangesSupport",
            "textDocument/semanticTokens/full/delta" => {
                "/textDocument/semanticTokens/requests/full/delta"
            }
            "textDocument/semanticTokens/full" => "/textDocument/semanticTokens/requests/full",
            "textDocument/semanticTokens/range" => "/textDocument/semanticTokens/requests/range",
            "workspace/willRenameFiles" => "/workspace/fileOperations/willRename",
            method => &format!("/{method}"),
        };
        let announced = self.capabilities.pointer(place);
        announced.is_some_and(|announced| *announced != Value::Bool(false))
    }

    /// Asks if the client would; else there is nothing.
    fn ask(&mut self, method: &str, params: &Value) -> Value {
        if self.uses(method) { self.session.ask(method, params) } else { Value::Null }
    }

    /// Asks for what each member of a list is in full, if the client would for this property.
    fn resolve(&mut self, method: &str, list: &Value, at: &str, property: &str) {
        let properties = self.capabilities.pointer(&format!("{at}/resolveSupport/properties"));
        let later = properties.and_then(Value::as_array);
        if later.is_some_and(|later| later.contains(&property.into())) {
            for item in list.as_array().into_iter().flatten() {
                self.session.ask(method, item);
            }
        }
    }

    fn about(&self, more: Value) -> Value {
        let mut params = json!({ "textDocument": { "uri": self.uri } });
        let Value::Object(more) = more else { panic!("an object") };
        params.as_object_mut().expect("an object").extend(more);
        params
    }

    /// The place of the first text of that kind, and so many characters on.
    fn place_of(&self, text: &str, further: usize) -> Value {
        let start = SHOP.find(text).unwrap_or_else(|| panic!("{text} is there"));
        let place = Mirror::new(SHOP, self.session.units).place_of(start + further);
        json!({ "line": place.0, "character": place.1 })
    }

    fn at(&self, text: &str, further: usize) -> Value {
        self.about(json!({ "position": self.place_of(text, further) }))
    }

    /// Where each word begins.
    fn words(&self) -> Vec<Value> {
        let text = Mirror::new(SHOP, self.session.units);
        let mut before = ' ';
        let mut places = Vec::new();
        for (at, character) in SHOP.char_indices() {
            if character.is_alphanumeric() && !before.is_alphanumeric() {
                let (line, column) = text.place_of(at);
                places.push(json!({ "line": line, "character": column }));
            }
            before = character;
        }
        places
    }

    fn range_of_all(&self) -> Value {
        json!({
            "start": { "line": 0, "character": 0 },
            "end": { "line": SHOP.lines().count(), "character": 0 },
        })
    }

    /// Everything that is asked about a place.
    fn look_at(&mut self, place: &Value, findings: &[Value]) {
        let at = self.about(json!({ "position": place }));
        for method in [
            "textDocument/hover",
            "textDocument/signatureHelp",
            "textDocument/declaration",
            "textDocument/definition",
            "textDocument/typeDefinition",
            "textDocument/implementation",
            "textDocument/documentHighlight",
        ] {
            self.ask(method, &at);
        }
        let with_context = |context: Value| {
            let mut params = at.clone();
            params["context"] = context;
            params
        };
        let context = json!({ "includeDeclaration": true });
        self.ask("textDocument/references", &with_context(context));
        let list = self.ask("textDocument/completion", &with_context(json!({ "triggerKind": 1 })));
        for item in list["items"].as_array().into_iter().flatten() {
            completion_holds_its_place(item, place);
        }
        let first = json!(list["items"].as_array().map_or(&[][..], |it| &it[..it.len().min(3)]));
        let item = "/textDocument/completion/completionItem";
        self.resolve("completionItem/resolve", &first, item, "documentation");

        // A place without a name is refused, so the client asks before.
        let id = self.session.request("textDocument/prepareRename", &at);
        let has_name = self.session.reply(id)["result"].is_object();
        if has_name {
            let mut params = at.clone();
            params["newName"] = json!("something else");
            let id = self.session.request("textDocument/rename", &params);
            self.session.reply(id);
        }
        let here = json!({ "start": place, "end": place });
        let line = &place["line"];
        let known: Vec<&Value> =
            findings.iter().filter(|it| it["range"]["start"]["line"] == *line).collect();
        let params = self.about(json!({ "range": here, "context": { "diagnostics": known } }));
        let actions = self.ask("textDocument/codeAction", &params);
        self.resolve("codeAction/resolve", &actions, "/textDocument/codeAction", "edit");
        let positions = self.about(json!({ "positions": [place] }));
        self.ask("textDocument/selectionRange", &positions);
        for (prepare, ways) in [
            (
                "textDocument/prepareCallHierarchy",
                ["callHierarchy/incomingCalls", "callHierarchy/outgoingCalls"],
            ),
            (
                "textDocument/prepareTypeHierarchy",
                ["typeHierarchy/supertypes", "typeHierarchy/subtypes"],
            ),
        ] {
            let items = self.ask(prepare, &at);
            for item in items.as_array().into_iter().flatten() {
                for way in ways {
                    self.session.ask(way, &json!({ "item": item }));
                }
            }
        }
    }

    /// Everything that is asked about a document, and about the workspace.
    fn look_over(&mut self) {
        let whole = self.about(json!({}));
        let all = self.range_of_all();
        let within = self.about(json!({ "range": all }));
        self.ask("textDocument/documentSymbol", &whole);
        self.ask("textDocument/foldingRange", &whole);
        let links = self.ask("textDocument/documentLink", &whole);
        for link in links.as_array().into_iter().flatten() {
            if link["target"].is_null() {
                self.session.ask("documentLink/resolve", link);
            }
        }
        let tokens = self.ask("textDocument/semanticTokens/full", &whole);
        let since = self.about(json!({ "previousResultId": tokens["resultId"] }));
        if tokens.is_object() {
            self.ask("textDocument/semanticTokens/full/delta", &since);
        }
        self.ask("textDocument/semanticTokens/range", &within);
        let hints = self.ask("textDocument/inlayHint", &within);
        self.resolve("inlayHint/resolve", &hints, "/textDocument/inlayHint", "tooltip");
        let options = json!({ "tabSize": 4, "insertSpaces": false });
        self.ask("textDocument/formatting", &self.about(json!({ "options": options })));
        let params = self.about(json!({ "options": options, "range": all }));
        self.ask("textDocument/rangeFormatting", &params);
        let params = self.about(json!({ "options": options, "ranges": [all] }));
        self.ask("textDocument/rangesFormatting", &params);
        let mut params = self.at("sql-database", 3);
        params["ch"] = json!("\n");
        params["options"] = options;
        self.ask("textDocument/onTypeFormatting", &params);
        for query in ["", "o", "SHOP-7"] {
            self.ask("workspace/symbol", &json!({ "query": query, "workDoneToken": "looking" }));
        }
        let lenses = self.ask("textDocument/codeLens", &whole);
        for lens in lenses.as_array().into_iter().flatten() {
            let command = self.session.ask("codeLens/resolve", lens)["command"].clone();
            if command["command"].as_str().is_some_and(|command| !command.is_empty()) {
                self.session.ask(
                    "workspace/executeCommand",
                    &json!({
                        "command": command["command"], "arguments": command["arguments"],
                    }),
                );
            }
        }
        let files = json!({ "files": [{
            "oldUri": self.folder.uri("packs/house.tm"), "newUri": self.folder.uri("packs/home.tm"),
        }] });
        self.ask("workspace/willRenameFiles", &files);
        for method in ["tm/diagram", "tm/questions", "tm/threats", "tm/mitigations", "tm/model"] {
            self.session.ask(method, &whole);
        }
    }

    /// The findings of the model, once its other files are known.
    fn findings(&mut self) -> Vec<Value> {
        let uri = self.uri.clone();
        self.session.findings(&uri, |found| has(found, "TM305") && has(found, "TM206"))
    }

    fn use_all(&mut self) -> Vec<Value> {
        let findings = self.findings();
        for place in self.words() {
            self.look_at(&place, &findings);
        }
        self.look_over();
        findings
    }

    /// A file is changed beside the editor, and what is shown follows.
    fn a_part_goes(&mut self) {
        self.folder.remove("packs/house.tm");
        let gone = self.folder.uri("packs/house.tm");
        match self.capabilities["workspace"]["didChangeWatchedFiles"]["dynamicRegistration"] {
            Value::Bool(true) => {
                self.session.client.notify("workspace/didChangeWatchedFiles", &changed(3, &gone));
            }
            _ => self.session.client.notify("textDocument/didSave", &self.about(json!({}))),
        }
        let uri = self.uri.clone();
        self.session.findings(&uri, |found| has(found, "TM104"));
    }
}

/// What is offered replaces a part of the line around the cursor, and is found by what that would
/// become, or some clients lose the list at a sign within a name.
fn completion_holds_its_place(item: &Value, place: &Value) {
    let range = &item["textEdit"]["range"];
    assert_eq!(range["start"]["line"], place["line"], "{item}");
    assert_eq!(range["end"]["line"], place["line"], "{item}");
    let column = |place: &Value| place["character"].as_u64();
    assert!(column(&range["start"]) <= column(place), "{item}");
    assert!(column(&range["end"]) >= column(place), "{item}");
    assert_eq!(item["filterText"], item["label"], "{item}");
}

fn has(findings: &[Value], code: &str) -> bool {
    findings.iter().any(|it| it["code"] == code)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[test]
fn vscode_gets_all_that_it_announced_and_nothing_else() {
    let mut editor = Editor::start("vscode", VSCODE);
    assert_eq!(editor.session.offered["positionEncoding"], "utf-16");
    let registered = editor.session.serve("client/registerCapability");
    let registered: Vec<&Value> =
        list(&registered["registrations"]).iter().map(|it| &it["method"]).collect();
    let expected = ["workspace/didChangeConfiguration", "workspace/didChangeWatchedFiles"];
    assert_eq!(registered, expected);
    editor.session.serve("workspace/configuration");

    let findings = editor.use_all();
    assert!(findings.iter().all(|it| it["data"].is_number() && it["codeDescription"].is_object()));
    let hover = editor.ask("textDocument/hover", &editor.at("checkout:", 1));
    assert_eq!(hover["contents"]["kind"], "markdown");
    let links = editor.ask("textDocument/definition", &editor.at("-> checkout", 4));
    assert_eq!(links[0]["originSelectionRange"]["start"], editor.place_of("-> checkout", 3));
    let outline = editor.ask("textDocument/documentSymbol", &editor.about(json!({})));
    assert!(list(&outline).iter().any(|it| !list(&it["children"]).is_empty()));
    // What costs is worked out for the one that is chosen.
    let offered = editor.ask("textDocument/completion", &editor.at("process   lone", 0));
    let items = list(&offered["items"]);
    assert!(items.iter().any(|it| it["insertTextFormat"] == 2));
    assert!(items.iter().all(|it| it["documentation"].is_null()));
    let here = editor.place_of("lone", 0);
    let params = editor.about(json!({
        "range": { "start": here, "end": here }, "context": { "diagnostics": findings },
    }));
    let actions = editor.ask("textDocument/codeAction", &params);
    assert!(list(&actions).iter().all(|it| it["edit"].is_null() && it["data"].is_object()));
    let edit = editor.session.ask("codeAction/resolve", &actions[0])["edit"].clone();
    assert_eq!(edit["documentChanges"][0]["textDocument"]["version"], 1);
    let hints = editor.about(json!({ "range": editor.range_of_all() }));
    let hints = editor.ask("textDocument/inlayHint", &hints);
    assert!(list(&hints).iter().all(|it| it["label"][0]["tooltip"].is_null()));

    // Other settings: what is shown is fetched again.
    editor.session.served.clear();
    editor.session.client.notify("workspace/didChangeConfiguration", &json!({ "settings": null }));
    editor.session.serve("workspace/configuration");
    // A file that another one depends on is edited.
    let part = editor.folder.uri("part.tm");
    editor.session.client.change(&part, 2, &json!([{ "text": "part of shop\n" }]));
    editor.session.serve("workspace/inlayHint/refresh");
    editor.session.serve("workspace/semanticTokens/refresh");
    editor.session.serve("workspace/codeLens/refresh");
    editor.a_part_goes();
    editor.session.finish();
}

#[test]
fn neovim_gets_all_that_it_announced_and_nothing_else() {
    let mut editor = Editor::start("neovim", NEOVIM);
    assert_eq!(editor.session.offered["positionEncoding"], "utf-8");
    assert_eq!(editor.session.offered["workspace"]["fileOperations"], Value::Null);
    editor.session.serve("workspace/configuration");

    let findings = editor.use_all();
    assert!(findings.iter().all(|it| it["data"].is_number() && it["codeDescription"].is_null()));
    let links = editor.ask("textDocument/definition", &editor.at("-> checkout", 4));
    assert!(links[0]["targetUri"].is_string());
    let offered = editor.ask("textDocument/completion", &editor.at("process   lone", 0));
    assert!(list(&offered["items"]).iter().any(|it| it["insertTextFormat"] == 2));
    // It asks later for edits and notes alone, so all else that is told is there at once.
    assert!(list(&offered["items"]).iter().any(|it| it["documentation"]["kind"] == "markdown"));
    let hints = editor.about(json!({ "range": editor.range_of_all() }));
    let hints = editor.ask("textDocument/inlayHint", &hints);
    assert!(list(&hints).iter().all(|it| it["label"][0]["tooltip"].is_null()));
    let hint = editor.session.ask("inlayHint/resolve", &hints[0]);
    assert!(hint["label"][0]["tooltip"].is_object(), "{hint}");
    let mut params = editor.at("checkout:", 1);
    params["newName"] = json!("till");
    let edit = editor.ask("textDocument/rename", &params);
    assert!(edit["changes"][&editor.uri].is_array() && edit["documentChanges"].is_null());

    editor.a_part_goes();
    // Nothing can be registered with it.
    editor.session.settle();
    let served = editor.session.served.iter();
    assert_eq!(served.filter(|(method, _)| method.starts_with("client/")).count(), 0);
    editor.session.finish();
}

#[test]
fn eglot_gets_all_that_it_announced_and_nothing_else() {
    let mut editor = Editor::start("eglot", EGLOT);
    assert_eq!(editor.session.offered["positionEncoding"], "utf-16");
    assert_eq!(editor.session.offered["semanticTokensProvider"], Value::Null);
    let registered = editor.session.serve("client/registerCapability");
    let registered = list(&registered["registrations"]);
    assert_eq!(registered.len(), 1);
    assert_eq!(registered[0]["method"], "workspace/didChangeWatchedFiles");

    let findings = editor.use_all();
    for field in ["data", "codeDescription", "relatedInformation"] {
        assert!(findings.iter().all(|it| it[field].is_null()), "{field}");
    }
    let hover = editor.ask("textDocument/hover", &editor.at("checkout:", 1));
    assert_eq!(hover["contents"]["kind"], "plaintext");
    let told = hover["contents"]["value"].as_str().expect("text");
    assert!(told.starts_with("checkout \"Checkout 😀\" · process"), "{told}");
    assert!(!told.contains("**") && !told.contains('`'), "{told}");
    let offered = editor.ask("textDocument/completion", &editor.at("process   lone", 0));
    for item in list(&offered["items"]) {
        assert!(item["insertTextFormat"].is_null(), "{item}");
        assert!(!item["textEdit"]["newText"].as_str().is_some_and(|it| it.contains('$')), "{item}");
    }
    // It never asks again, so each action has its edits, and so has what mends the file.
    let here = editor.place_of("lone", 1);
    let params = editor.about(json!({
        "range": { "start": here, "end": here },
        "context": { "diagnostics": [], "only": ["source.fixAll", "quickfix"] },
    }));
    let actions = editor.ask("textDocument/codeAction", &params);
    assert!(list(&actions).iter().any(|it| it["kind"] == "source.fixAll.tm"), "{actions}");
    assert!(list(&actions).iter().all(|it| it["edit"].is_object() && it["data"].is_null()));

    editor.a_part_goes();
    editor.session.finish();
}
