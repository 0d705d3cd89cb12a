---@brief
---
--- The language server of tm: threat models as text, checked while they are written.
---
--- Enable it with `vim.lsp.enable('tm')`. The binary `tm` must be on the PATH, or name it:
---
--- ```lua
--- vim.lsp.config('tm', { cmd = { '/path/to/tm', 'lsp' } })
--- ```
---
--- Settings go under `tm`, and before those of the workspace's `tm.toml`: `inlayHints.level` is
--- `off`, `summary` or `full`, and `diagnostics.maxPerFile` the most findings shown for one file (0
--- for all of them). `docs/settings.md` lists all of them.
---
--- ```lua
--- vim.lsp.config('tm', { settings = { tm = { inlayHints = { level = 'full' } } } })
--- ```

---@type vim.lsp.Config
return {
  cmd = { 'tm', 'lsp' },
  filetypes = { 'tm' },
  root_markers = { 'tm.toml', '.git' },
  settings = { tm = vim.empty_dict() },
}
