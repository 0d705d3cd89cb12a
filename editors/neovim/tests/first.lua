-- The first ten minutes: a model is opened, its findings and hints are seen, a word is explained,
-- and an edit changes what is shown.

package.path = vim.fs.joinpath(vim.fs.dirname(arg[0]), '?', 'init.lua') .. ';' .. package.path
local support = require('support')
local wait_for = support.wait_for

support.load_plugin()
local exit
support.enable_server({
  on_exit = function(code, signal)
    exit = { code = code, signal = signal }
  end,
})
vim.cmd.edit(support.file('first.tm', support.read('first.tm')))
assert(vim.bo.filetype == 'tm', 'the file is a threat model, not ' .. vim.bo.filetype)

local client = support.client()
assert(client.server_info.name == 'tm', vim.inspect(client.server_info))
assert(client.offset_encoding == 'utf-8', client.offset_encoding)

--- The findings with this code whose message names the thing.
local function findings(code, name)
  return vim.tbl_filter(function(finding)
    return finding.code == code and finding.message:find(name, 1, true)
  end, vim.diagnostic.get(0))
end

--- The hints at the end of a line. Between an edit and the answer about it the editor still has
--- the old ones, some of them within a sentence; those are not counted.
local function hints(line)
  local text = vim.api.nvim_buf_get_lines(0, line, line + 1, false)[1]
  return vim.tbl_filter(function(hint)
    local position = hint.inlay_hint.position
    return position.line == line and position.character == #text
  end, vim.lsp.inlay_hint.get({ bufnr = 0 }))
end

-- What was forgotten is underlined, at its name.
local isolated = wait_for('the finding about the archive', function()
  return findings('TM305', 'archive')[1]
end)
local line, column = support.place_of('archive: sql')
assert(isolated.lnum == line and isolated.col == column, vim.inspect(isolated))
assert(isolated.end_col == column + #'archive', vim.inspect(isolated))
assert(isolated.severity == vim.diagnostic.severity.WARN, vim.inspect(isolated))

-- The flow that crosses a boundary says so at the end of its line.
vim.lsp.inlay_hint.enable(true, { bufnr = 0 })
local flow = support.place_of('flow 1')
wait_for('a hint at the end of the flow', function()
  return #hints(flow) > 0
end)
local hints_before = #vim.lsp.inlay_hint.get({ bufnr = 0 })
for _, hint in ipairs(vim.lsp.inlay_hint.get({ bufnr = 0 })) do
  assert(#hints(hint.inlay_hint.position.line) > 0, 'within a sentence: ' .. vim.inspect(hint))
end

-- A category is explained where it is written.
local threat = support.place_of('threat borrowed-session')
local _, category = support.place_of('spoofing')
vim.api.nvim_win_set_cursor(0, { threat + 1, category + 3 })
vim.lsp.buf.hover()
local explanation = wait_for('the hover', function()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      local buffer = vim.api.nvim_win_get_buf(window)
      return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
    end
  end
end)
assert(explanation:find('Spoofing', 1, true), explanation)
assert(explanation:find('authenticity', 1, true), explanation)

-- An edit, as it is typed: the finding goes, and the new flow has its hint.
vim.api.nvim_buf_set_lines(0, threat, threat, false, {
  'flow 2 answer: app -> reader via https carrying page',
  'flow 3 keep: app -> archive via sql-protocol carrying page',
})
wait_for('the finding to go', function()
  return #findings('TM305', 'archive') == 0
end)
wait_for('a hint at the end of the new flow', function()
  return #hints(support.place_of('flow 2')) > 0
end)

-- Taken back, it is as it was.
vim.api.nvim_buf_set_lines(0, threat, threat + 2, false, {})
wait_for('the finding to come back', function()
  return #findings('TM305', 'archive') == 1
end)
wait_for('the hints of before', function()
  return #vim.lsp.inlay_hint.get({ bufnr = 0 }) == hints_before
end)

-- The server ends with its editor, and in order.
client:stop()
wait_for('the server to end', function()
  return exit
end)
assert(exit.code == 0 and exit.signal == 0, vim.inspect(exit))
