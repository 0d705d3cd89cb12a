-- The first ten minutes: a model is opened, its findings and hints are seen, a word is explained,
-- a question is answered and what depends on it changes, and words are offered.

package.path = vim.fs.joinpath(vim.fs.dirname(arg[0]), '?', 'init.lua') .. ';' .. package.path
local support = require('support')
local wait_for = support.wait_for

support.load_plugin()
local exit
support.enable_server({
  -- Findings about dates are the same every day.
  init_options = { today = '2026-11-21' },
  on_exit = function(code, signal)
    exit = { code = code, signal = signal }
  end,
})
vim.cmd.edit(support.file('blog.tm', support.read('../../../examples/blog/blog.tm')))
assert(vim.bo.filetype == 'tm', 'the file is a threat model, not ' .. vim.bo.filetype)

local client = support.client()
assert(client.server_info.name == 'tm', vim.inspect(client.server_info))
assert(client.offset_encoding == 'utf-8', client.offset_encoding)

--- The findings with this code on a line.
local function findings(code, line)
  return vim.tbl_filter(function(finding)
    return finding.code == code
  end, vim.diagnostic.get(0, { lnum = line }))
end

--- The hint at the end of a line, as one text. Between an edit and the answer about it the editor
--- still has the old ones, some of them within a sentence; those are not counted.
local function hint(line)
  local text = vim.api.nvim_buf_get_lines(0, line, line + 1, false)[1]
  for _, hint in ipairs(vim.lsp.inlay_hint.get({ bufnr = 0 })) do
    local position = hint.inlay_hint.position
    if position.line == line and position.character == #text then
      local pieces = vim.tbl_map(function(piece)
        return piece.value
      end, hint.inlay_hint.label)
      return table.concat(pieces)
    end
  end
end

--- The text in the only floating window.
local function float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      local buffer = vim.api.nvim_win_get_buf(window)
      return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
    end
  end
end

-- What nobody has said of the store is asked at its name, and so is the threat that hangs on it.
local store, column = support.place_of('credentials: credential-store')
local question = wait_for('the question about the store', function()
  return findings('TM206', store)[1]
end)
assert(question.col == column, vim.inspect(question))
assert(question.end_col == column + #'credentials', vim.inspect(question))
assert(question.severity == vim.diagnostic.severity.INFO, vim.inspect(question))
assert(question.message:find('encrypted at rest', 1, true), question.message)
local threat = findings('TM400', store)[1]
assert(threat and threat.message:find('store-unencrypted', 1, true), vim.inspect(threat))
assert(#vim.diagnostic.get(0, { severity = 'ERROR' }) == 0, 'the example has no errors')

-- The flow that crosses boundaries says so at the end of its line, and only there.
vim.lsp.inlay_hint.enable(true, { bufnr = 0 })
local flow = support.place_of('via smtp carrying reset-token')
local crossing = wait_for('the hint of the flow', function()
  return hint(flow)
end)
assert(crossing:find('high', 1, true) and crossing:find('none', 1, true), crossing)
local before = assert(hint(store), 'the store has a hint')
for _, shown in ipairs(vim.lsp.inlay_hint.get({ bufnr = 0 })) do
  local position = shown.inlay_hint.position
  local text = vim.api.nvim_buf_get_lines(0, position.line, position.line + 1, false)[1]
  assert(position.character == #text, 'within a sentence: ' .. vim.inspect(shown))
end

-- A category is explained where it is written.
local written, category = support.place_of('spoofing')
vim.api.nvim_win_set_cursor(0, { written + 1, category + 3 })
vim.lsp.buf.hover()
local explanation = wait_for('the hover', float)
assert(explanation:find('Spoofing', 1, true), explanation)
assert(explanation:find('pretending to be', 1, true), explanation)
assert(explanation:find('authenticity', 1, true), explanation)

-- The question is answered, as it is typed: question and threat go, and the hint changes.
vim.api.nvim_win_set_cursor(0, { store + 1, 0 })
vim.cmd('silent substitute/password-hashing: yes/&; encryption-at-rest: yes/')
wait_for('the question and the threat to go', function()
  return #findings('TM206', store) == 0 and #findings('TM400', store) == 0
end)
wait_for('another hint', function()
  return hint(store) ~= nil and hint(store) ~= before
end)

-- Taken back, it is as it was.
vim.cmd('silent undo')
wait_for('the question to come back', function()
  return #findings('TM206', store) == 1 and #findings('TM400', store) == 1
end)
wait_for('the hint of before', function()
  return hint(store) == before
end)

-- A sentence that is not complete is told of, and the rest of the file goes on as it was.
local asked = #vim.diagnostic.get(0)
local last = vim.api.nvim_buf_line_count(0)
vim.api.nvim_buf_set_lines(0, last, last, false, { 'process mailer: ' })
wait_for('the fault of the sentence', function()
  return #findings('TM002', last) == 1
end)
assert(#vim.diagnostic.get(0) > asked, 'what was found before is still there')

-- Types are offered where one belongs.
local list = wait_for('completion', function()
  local replies = vim.lsp.buf_request_sync(0, 'textDocument/completion', {
    textDocument = vim.lsp.util.make_text_document_params(0),
    position = { line = last, character = #'process mailer: ' },
  })
  local reply = replies and replies[client.id]
  return reply and reply.result and reply.result.items
end)
local labels = vim.tbl_map(function(item)
  return item.label
end, list)
assert(vim.tbl_contains(labels, 'web-app'), vim.inspect(labels))
assert(not vim.tbl_contains(labels, 'sql-database'), 'the types of stores are not offered')

-- And so they are to those who use the editor's own completion.
vim.o.showmode = false
vim.api.nvim_win_set_cursor(0, { last + 1, #'process mailer: ' })
vim.api.nvim_feedkeys(vim.keycode('A<C-x><C-o>'), 'n', false)
local offered = {}
vim.api.nvim_create_autocmd('CompleteChanged', {
  callback = function()
    offered = vim.fn.complete_info({ 'items' }).items
    vim.api.nvim_feedkeys(vim.keycode('<C-e><Esc>'), 'n', false)
  end,
})
vim.api.nvim_feedkeys('', 'x!', false)
assert(#offered > 0, 'nothing was offered')

-- The server ends with its editor, and in order.
client:stop()
wait_for('the server to end', function()
  return exit
end)
assert(exit.code == 0 and exit.signal == 0, vim.inspect(exit))
