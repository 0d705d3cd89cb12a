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

--- The root of the workspace of a buffer. The text of a pack that ships lies in the cache of the
--- user, and belongs to the workspace from which somebody went there.
local function root_dir(buffer, found)
  if vim.api.nvim_buf_get_name(buffer):find('/tm/packs%-[^/]+/[^/]+%.tm$') then
    local before = vim.fn.bufnr('#')
    local clients = before > 0 and vim.lsp.get_clients({ name = 'tm', bufnr = before }) or {}
    local client = clients[1] or vim.lsp.get_clients({ name = 'tm' })[1]
    return found(client and client.root_dir)
  end
  found(vim.fs.root(buffer, vim.lsp.config.tm.root_markers))
end

---@type vim.lsp.Config
return {
  cmd = { 'tm', 'lsp' },
  filetypes = { 'tm' },
  root_markers = { 'tm.toml', '.git' },
  root_dir = root_dir,
  settings = { tm = vim.empty_dict() },
}
