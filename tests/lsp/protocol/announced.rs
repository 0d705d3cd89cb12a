//! What a client announced, and whether a message needs more than that.
//!
//! Each rule is of the protocol: a field, a kind or a request that a server may use only with clients
//! that say they know it.

use serde_json::Value;

/// The capabilities of a client.
pub struct Announced(Value);

type Found = Result<(), String>;

fn need(has: bool, what: &str) -> Found {
    if has { Ok(()) } else { Err(format!("the client did not announce {what}")) }
}

fn each(values: &Value, check: impl Fn(&Value) -> Found) -> Found {
    values.as_array().into_iter().flatten().try_for_each(check)
}

impl Announced {
    /// Those of a client.
    pub fn new(capabilities: &Value) -> Self {
        Self(capabilities.clone())
    }

    fn says(&self, place: &str) -> bool {
        self.0.pointer(place).and_then(Value::as_bool).unwrap_or_default()
    }

    /// Whether a list contains a value; if the client says nothing, what the protocol assumes.
    fn lists(&self, place: &str, value: &Value, assumed: bool) -> bool {
        let list = self.0.pointer(place).and_then(Value::as_array);
        list.map_or(assumed, |list| list.contains(value))
    }

    /// A field may be there only if the client says so.
    fn field(&self, value: &Value, field: &str, place: &str) -> Found {
        let is_there = value.get(field).is_some_and(|field| !field.is_null());
        need(!is_there || self.says(place), place)
    }

    /// Text must be of a format that the client lists.
    fn text(&self, value: &Value, place: &str) -> Found {
        let plain = Value::from("plaintext");
        let Some(kind) = value.get("kind") else { return Ok(()) };
        need(self.lists(place, kind, *kind == plain), &format!("{kind} in {place}"))
    }

    fn symbol_kind(&self, value: &Value, place: &str) -> Found {
        let is_old = value["kind"].as_u64().is_some_and(|kind| kind <= 18);
        let place = format!("{place}/symbolKind/valueSet");
        need(self.lists(&place, &value["kind"], is_old), &format!("{} in {place}", value["kind"]))
    }

    /// What a request of the server needs.
    pub fn request(&self, method: &str, params: &Value) -> Found {
        match method {
            "workspace/configuration" => {
                need(self.says("/workspace/configuration"), "workspace/configuration")
            }
            "client/registerCapability" => each(&params["registrations"], |it| {
                let method = it["method"].as_str().unwrap_or_default();
                let place = match method {
                    "workspace/didChangeConfiguration" => "/workspace/didChangeConfiguration",
                    "workspace/didChangeWatchedFiles" => "/workspace/didChangeWatchedFiles",
                    other => return Err(format!("{other} is registered, and no rule is about it")),
                };
                need(self.says(&format!("{place}/dynamicRegistration")), method)
            }),
            "workspace/applyEdit" => {
                need(self.says("/workspace/applyEdit"), "applyEdit")?;
                self.edit(&params["edit"])
            }
            "window/showDocument" => need(self.says("/window/showDocument/support"), method),
            "window/workDoneProgress/create" => need(self.says("/window/workDoneProgress"), method),
            "workspace/inlayHint/refresh" => self.refreshes("inlayHint"),
            "workspace/semanticTokens/refresh" => self.refreshes("semanticTokens"),
            "workspace/codeLens/refresh" => self.refreshes("codeLens"),
            "workspace/diagnostic/refresh" => self.refreshes("diagnostics"),
            // Every client shows messages, and what to choose from.
            "window/showMessageRequest" => Ok(()),
            _ => Err("no rule is about it".to_owned()),
        }
    }

    fn refreshes(&self, what: &str) -> Found {
        let place = format!("/workspace/{what}/refreshSupport");
        need(self.says(&place), &place)
    }

    /// What a notification of the server needs.
    pub fn notification(&self, method: &str, params: &Value) -> Found {
        match method {
            "textDocument/publishDiagnostics" => {
                each(&params["diagnostics"], |finding| self.finding(finding))
            }
            _ => Ok(()),
        }
    }

    fn finding(&self, finding: &Value) -> Found {
        let place = "/textDocument/publishDiagnostics";
        self.field(finding, "relatedInformation", &format!("{place}/relatedInformation"))?;
        self.field(finding, "codeDescription", &format!("{place}/codeDescriptionSupport"))?;
        self.field(finding, "data", &format!("{place}/dataSupport"))?;
        let tags = format!("{place}/tagSupport/valueSet");
        each(&finding["tags"], |tag| need(self.lists(&tags, tag, false), &tags))
    }

    /// What a result needs.
    pub fn result(&self, method: &str, result: &Value) -> Found {
        match method {
            "initialize" => self.offer(&result["capabilities"]),
            "textDocument/hover" => {
                self.text(&result["contents"], "/textDocument/hover/contentFormat")
            }
            "textDocument/completion" => {
                let place = "/textDocument/completion/completionList/itemDefaults";
                for default in result["itemDefaults"].as_object().into_iter().flatten() {
                    need(self.lists(place, &default.0.as_str().into(), false), place)?;
                }
                let items = if result.is_array() { result } else { &result["items"] };
                each(items, |item| self.completion(item))
            }
            // What was given comes back, whoever made it: what is told with it is the server's.
            "completionItem/resolve" => self.text(
                &result["documentation"],
                "/textDocument/completion/completionItem/documentationFormat",
            ),
            "textDocument/signatureHelp" => each(&result["signatures"], |it| self.signature(it)),
            "textDocument/declaration"
            | "textDocument/definition"
            | "textDocument/typeDefinition"
            | "textDocument/implementation" => {
                let place = format!("/{method}/linkSupport");
                each(result, |it| need(it.get("targetUri").is_none() || self.says(&place), &place))
            }
            "textDocument/documentSymbol" => each(result, |it| self.symbol(it)),
            "workspace/symbol" => each(result, |it| {
                self.symbol_kind(it, "/workspace/symbol")?;
                let place = "/workspace/symbol/resolveSupport";
                need(it["location"]["range"].is_object() || self.0.pointer(place).is_some(), place)
            }),
            "textDocument/codeAction" => each(result, |it| self.action(it)),
            "codeAction/resolve" => self.edit(&result["edit"]),
            "textDocument/rename" | "workspace/willRenameFiles" => self.edit(result),
            "textDocument/prepareRename" => need(
                result.get("defaultBehavior").is_none()
                    || self
                        .0
                        .pointer("/textDocument/rename/prepareSupportDefaultBehavior")
                        .is_some(),
                "prepareSupportDefaultBehavior",
            ),
            "textDocument/foldingRange" => self.folds(result),
            "textDocument/documentLink" => each(result, |it| {
                self.field(it, "tooltip", "/textDocument/documentLink/tooltipSupport")
            }),
            "textDocument/diagnostic" => {
                each(&result["items"], |finding| self.finding(finding))?;
                let place = "/textDocument/diagnostic/relatedDocumentSupport";
                self.field(result, "relatedDocuments", place)
            }
            "workspace/diagnostic" => each(&result["items"], |report| {
                each(&report["items"], |finding| self.finding(finding))
            }),
            _ => Ok(()),
        }
    }

    fn offer(&self, offered: &Value) -> Found {
        let options = |name: &str| offered.get(name).is_some_and(Value::is_object);
        if let Some(encoding) = offered.get("positionEncoding") {
            let place = "/general/positionEncodings";
            need(self.lists(place, encoding, encoding.as_str() == Some("utf-16")), place)?;
        }
        need(
            !options("semanticTokensProvider")
                || self.0.pointer("/textDocument/semanticTokens").is_some(),
            "semanticTokens",
        )?;
        let place = "/textDocument/codeAction/codeActionLiteralSupport";
        need(!options("codeActionProvider") || self.0.pointer(place).is_some(), place)?;
        let place = "/textDocument/rename/prepareSupport";
        need(!options("renameProvider") || self.says(place), place)?;
        let place = "/textDocument/rangeFormatting/rangesSupport";
        self.field(&offered["documentRangeFormattingProvider"], "rangesSupport", place)?;
        for operation in offered["workspace"]["fileOperations"].as_object().into_iter().flatten() {
            let place = format!("/workspace/fileOperations/{}", operation.0);
            need(operation.1.is_null() || self.says(&place), &place)?;
        }
        need(
            offered["diagnosticProvider"].is_null()
                || self.0.pointer("/textDocument/diagnostic").is_some(),
            "textDocument/diagnostic",
        )
    }

    fn completion(&self, item: &Value) -> Found {
        let place = "/textDocument/completion/completionItem";
        let at = |name: &str| format!("{place}/{name}");
        need(item["insertTextFormat"] != 2 || self.says(&at("snippetSupport")), "snippets")?;
        self.text(&item["documentation"], &at("documentationFormat"))?;
        self.field(item, "commitCharacters", &at("commitCharactersSupport"))?;
        self.field(item, "labelDetails", &at("labelDetailsSupport"))?;
        self.field(item, "preselect", &at("preselectSupport"))?;
        self.field(item, "deprecated", &at("deprecatedSupport"))?;
        self.field(&item["textEdit"], "insert", &at("insertReplaceSupport"))?;
        let tags = at("tagSupport/valueSet");
        each(&item["tags"], |tag| need(self.lists(&tags, tag, false), &tags))?;
        let kinds = "/textDocument/completion/completionItemKind/valueSet";
        let is_old = item["kind"].as_u64().is_none_or(|kind| kind <= 18);
        need(self.lists(kinds, &item["kind"], is_old), &format!("{} in {kinds}", item["kind"]))
    }

    fn signature(&self, signature: &Value) -> Found {
        let place = "/textDocument/signatureHelp/signatureInformation";
        let format = format!("{place}/documentationFormat");
        self.text(&signature["documentation"], &format)?;
        self.field(signature, "activeParameter", &format!("{place}/activeParameterSupport"))?;
        each(&signature["parameters"], |parameter| {
            let offsets = format!("{place}/parameterInformation/labelOffsetSupport");
            need(parameter["label"].is_string() || self.says(&offsets), &offsets)?;
            self.text(&parameter["documentation"], &format)
        })
    }

    fn symbol(&self, symbol: &Value) -> Found {
        let place = "/textDocument/documentSymbol";
        let nested = format!("{place}/hierarchicalDocumentSymbolSupport");
        need(symbol.get("selectionRange").is_none() || self.says(&nested), &nested)?;
        let tags = format!("{place}/tagSupport/valueSet");
        each(&symbol["tags"], |tag| need(self.lists(&tags, tag, false), &tags))?;
        self.symbol_kind(symbol, place)?;
        each(&symbol["children"], |child| self.symbol(child))
    }

    fn action(&self, action: &Value) -> Found {
        let place = "/textDocument/codeAction";
        let at = |name: &str| format!("{place}/{name}");
        if action["command"].is_string() {
            return Ok(());
        }
        let literals = at("codeActionLiteralSupport");
        need(self.0.pointer(&literals).is_some(), &literals)?;
        let kinds = self.0.pointer(&at("codeActionLiteralSupport/codeActionKind/valueSet"));
        let kind = action["kind"].as_str().unwrap_or_default();
        let known = kinds.and_then(Value::as_array).into_iter().flatten();
        let is_known = known.filter_map(Value::as_str).any(|known| {
            let rest = kind.strip_prefix(known);
            known.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        });
        need(is_known, &format!("actions of the kind {kind}"))?;
        self.field(action, "isPreferred", &at("isPreferredSupport"))?;
        self.field(action, "disabled", &at("disabledSupport"))?;
        self.field(action, "data", &at("dataSupport"))?;
        let is_empty = action["edit"].is_null() && action["command"].is_null();
        let resolved = at("resolveSupport/properties");
        let later = self.lists(&resolved, &"edit".into(), false);
        need(!is_empty || later, &resolved)?;
        self.edit(&action["edit"])
    }

    fn edit(&self, edit: &Value) -> Found {
        let place = "/workspace/workspaceEdit";
        self.field(edit, "documentChanges", &format!("{place}/documentChanges"))?;
        let annotated = format!("{place}/changeAnnotationSupport");
        need(
            edit["changeAnnotations"].is_null() || self.0.pointer(&annotated).is_some(),
            &annotated,
        )?;
        each(&edit["documentChanges"], |change| {
            let operations = format!("{place}/resourceOperations");
            let kind = &change["kind"];
            need(kind.is_null() || self.lists(&operations, kind, false), &operations)
        })
    }

    fn folds(&self, folds: &Value) -> Found {
        let place = "/textDocument/foldingRange";
        let whole = self.says(&format!("{place}/lineFoldingOnly"));
        let most = self.0.pointer(&format!("{place}/rangeLimit")).and_then(Value::as_u64);
        let count = folds.as_array().map_or(0, Vec::len) as u64;
        need(most.is_none_or(|most| count <= most), "so many folds")?;
        each(folds, |fold| {
            let columns =
                fold.get("startCharacter").is_some() || fold.get("endCharacter").is_some();
            need(!whole || !columns, "columns of folds")?;
            self.field(fold, "collapsedText", &format!("{place}/foldingRange/collapsedText"))?;
            let kinds = format!("{place}/foldingRangeKind/valueSet");
            need(fold["kind"].is_null() || self.lists(&kinds, &fold["kind"], true), &kinds)
        })
    }
}
