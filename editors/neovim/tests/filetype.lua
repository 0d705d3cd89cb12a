-- Threat models are recognised, Tcl modules are left alone.

package.path = vim.fs.joinpath(vim.fs.dirname(arg[0]), '?', 'init.lua') .. ';' .. package.path
local support = require('support')

support.load_plugin()
-- Off for the superuser, who may be the one to run this.
vim.o.modeline = true

local function filetype_of(text)
  vim.cmd.edit(support.file('some.tm', text))
  return vim.bo.filetype
end

for _, case in ipairs({
  { 'model shop "Shop"', 'tm' },
  { 'model shop', 'tm' },
  { 'kb web 1.0 "Web"', 'tm' },
  { 'part of shop', 'tm' },
  { '// a remark\n\n  /// and a description\nmodel shop', 'tm' },
  { 'package provide shop 1.0', 'tcl' },
  { '# a Tcl comment\nnamespace eval shop {}', 'tcl' },
  { 'partition of shop', 'tcl' },
  { 'models', 'tcl' },
  { '', 'tcl' },
  { '// vim: ft=tm\nzone office', 'tm' },
}) do
  local text, expected = unpack(case)
  local found = filetype_of(text)
  assert(found == expected, ('%q is %s, not %s'):format(text, found, expected))
end

-- A file that says nothing yet belongs to its folder.
local config = support.file('tm.toml', '')
vim.cmd.edit(vim.fs.joinpath(vim.fs.dirname(config), 'new.tm'))
assert(vim.bo.filetype == 'tm', vim.bo.filetype)

-- Elsewhere it is recognised when its first line is written.
vim.cmd.edit(support.file('empty.tm', ''))
assert(vim.bo.filetype == 'tcl', vim.bo.filetype)
vim.api.nvim_buf_set_lines(0, 0, -1, false, { 'model shop "Shop"' })
vim.cmd('silent write')
assert(vim.bo.filetype == 'tm', vim.bo.filetype)
assert(vim.bo.commentstring == '// %s', vim.bo.commentstring)
vim.cmd('normal! gg')
assert(vim.fn.expand('<cword>') == 'model')
