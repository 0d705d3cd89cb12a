-- The text itself: it is formatted, whole and in part, and its words are coloured by what they mean.

package.path = vim.fs.joinpath(vim.fs.dirname(arg[0]), '?', 'init.lua') .. ';' .. package.path
local support = require('support')
local wait_for = support.wait_for

support.load_plugin()
support.enable_server({ cmd_env = { XDG_CACHE_HOME = vim.fn.tempname() } })
local text = support.read('../../../examples/blog/blog.tm')
vim.cmd.edit(support.file('blog.tm', text))
local client = support.client()

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

-- What is written anyhow is written as `tm fmt` does, and the cursor stays on its line.
local formatted = lines()
vim.cmd([[silent %substitute/^  \+/ /]])
assert(not vim.deep_equal(lines(), formatted), 'the text is another one')
local line, column = support.place_of('credentials: credential-store')
vim.api.nvim_win_set_cursor(0, { line + 1, column })
vim.lsp.buf.format({ timeout_ms = 30000 })
assert(vim.deep_equal(lines(), formatted), table.concat(lines(), '\n'))
local now = vim.api.nvim_get_current_line()
assert(now:find('store credentials:', 1, true), now)

-- Of a selection only its own lines change.
vim.cmd([[silent %substitute/^  \+/ /]])
local ragged = lines()
local only = support.place_of('credentials: credential-store')
vim.lsp.buf.format({
  timeout_ms = 30000,
  range = { start = { only + 1, 0 }, ['end'] = { only + 1, 1 } },
})
for number, now in ipairs(lines()) do
  local expected = number == only + 1 and formatted[number] or ragged[number]
  assert(now == expected, number .. ': ' .. now)
end

-- Each word is coloured by what it means, wherever it stands, also after an edit.
local function kinds(wanted)
  local at, from = support.place_of(wanted)
  local tokens = vim.lsp.semantic_tokens.get_at_pos(0, at, from) or {}
  return vim.tbl_map(function(token)
    return token.type
  end, tokens)
end
assert(client.server_capabilities.semanticTokensProvider.full.delta)
wait_for('the colour of an element in a flow', function()
  return vim.deep_equal(kinds('author "Send'), { 'interface' })
end)
assert(vim.deep_equal(kinds('credentials: credential-store'), { 'struct' }), 'a store')
vim.cmd([[silent %substitute/entity author:/process author:/]])
wait_for('another colour', function()
  return vim.deep_equal(kinds('author "Send'), { 'class' })
end)
