-- An hour of work in a minute, for `record`: a model is read, walked through, added to as one types,
-- damaged, mended, renamed and formatted. Every step asks what an editor would ask there.

package.path = vim.env.SUPPORT .. '/?/init.lua;' .. package.path
local support = require('support')
local wait_for = support.wait_for

support.load_plugin()
local ended = false
vim.lsp.config('tm', {
  cmd = vim.split(vim.env.RECORDED, '\n'),
  cmd_env = { XDG_CACHE_HOME = vim.env.CACHE },
  init_options = { today = '2026-11-21' },
  flags = { debounce_text_changes = 5 },
  on_exit = function()
    ended = true
  end,
})
vim.lsp.enable('tm')
local root = vim.env.WORKSPACE
vim.cmd.edit(root .. '/shop.tm')
local client = support.client()
vim.lsp.inlay_hint.enable(true)

local function asked(method, params)
  local answer, problem = client:request_sync(method, params, 30000, 0)
  assert(answer, method .. ': ' .. tostring(problem))
  return answer.result
end

local function whole(more)
  return vim.tbl_extend('error', {
    textDocument = vim.lsp.util.make_text_document_params(0),
  }, more or {})
end

--- The parameters of a place, which is so many bytes behind the first of a text.
local function at(text, behind, more)
  local line, column = support.place_of(text)
  vim.api.nvim_win_set_cursor(0, { line + 1, column + (behind or 0) })
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  return vim.tbl_extend('error', params, more or {})
end

--- Waits until the server has seen the text as it is.
local function settled()
  vim.wait(40)
  asked('textDocument/documentSymbol', whole())
end

--- What comes next is undone on its own.
local function begin_change()
  vim.cmd('let &g:undolevels = &g:undolevels')
end

local function look_at(text, behind)
  for _, method in ipairs({
    'hover', 'definition', 'declaration', 'typeDefinition', 'implementation', 'documentHighlight',
    'signatureHelp', 'prepareRename', 'prepareCallHierarchy',
  }) do
    asked('textDocument/' .. method, at(text, behind))
  end
  asked('textDocument/references', at(text, behind, { context = { includeDeclaration = true } }))
end

local function actions_at(text, behind)
  local position = at(text, behind).position
  local list = asked('textDocument/codeAction', whole({
    range = { start = position, ['end'] = position },
    context = { diagnostics = {}, triggerKind = 1 },
  }))
  return list or {}
end

local function look_over(views)
  asked('textDocument/foldingRange', whole())
  asked('workspace/symbol', { query = 'Order book' })
  for _, lens in ipairs(asked('textDocument/codeLens', whole()) or {}) do
    asked('codeLens/resolve', lens)
  end
  for _, own in ipairs(views or {}) do
    asked('tm/' .. own, whole())
  end
end

--- Types a text at the end of the buffer as somebody would, and asks what editors ask on the way.
local function type_line(text)
  local line = vim.api.nvim_buf_line_count(0)
  vim.api.nvim_buf_set_lines(0, line, line, false, { '' })
  for column = 0, #text - 1 do
    local letter = text:sub(column + 1, column + 1)
    vim.api.nvim_buf_set_text(0, line, column, line, column, { letter })
    if letter == ' ' or letter == '-' then
      -- Longer than it takes the editor to tell what was typed.
      vim.wait(20)
      local place = whole({ position = { line = line, character = column + 1 } })
      if text:sub(column, column) == ':' or letter == '-' then
        asked('textDocument/completion', vim.tbl_extend('error', place, {
          context = { triggerKind = 1 },
        }))
      end
      asked('textDocument/signatureHelp', place)
    end
  end
  settled()
end

wait_for('findings', function()
  return #vim.diagnostic.get(0) > 0 or nil
end)
settled()

-- A walk through what is there.
for _, place in ipairs({
  { 'model shop', 7 }, { 'use stride', 5 }, { 'asset order: personal', 8 }, { 'personal-data', 3 },
  { 'customer -> checkout', 2 }, { '-> orders', 4 }, { 'limiter: rate', 10 }, { 'stride.flooding', 9 },
}) do
  look_at(place[1], place[2])
end
look_over({ 'diagram', 'threats', 'questions', 'model' })

-- A question is answered, and taken back.
begin_change()
local line, column = support.place_of('audit-log: ?')
vim.api.nvim_buf_set_text(0, line, column + 11, line, column + 12, { 'yes' })
settled()
look_at('audit-log: yes', 2)
vim.cmd('silent undo')
settled()

-- Something is added, letter by letter.
type_line('process lone: web-app "Lone wolf"')
actions_at('lone: web', 1)
type_line('flow 3 ask: checkout -> lone "Ask" via https')
look_at('-> lone', 4)
type_line('assumption calm: infrastructure "Few come at once" { status: open; owner: @kim }')
type_line('mitigate stride.flooding on checkout with limiter')

-- An action is chosen.
local chosen = actions_at('checkout: web-app', 2)[1]
chosen = asked('codeAction/resolve', chosen)
vim.lsp.util.apply_workspace_edit(chosen.edit, client.offset_encoding)
settled()

-- A name is changed wherever it stands.
local edit = asked('textDocument/rename', at('checkout: web-app', 2, { newName = 'till' }))
vim.lsp.util.apply_workspace_edit(edit, client.offset_encoding)
settled()
look_at('till: web-app', 1)

-- Something breaks, and is mended.
begin_change()
line = support.place_of('zone inside')
vim.api.nvim_buf_set_lines(0, line, line + 1, false, { 'zone inside: "unclosed {', '}}' })
settled()
look_at('zone inside', 6)
look_over()
vim.cmd('silent undo')
settled()

-- It is formatted and saved.
line = support.place_of('flow 2 book')
vim.api.nvim_buf_set_lines(0, line, line, false, { 'process     wide   "Ä😀 wide"' })
settled()
vim.lsp.buf.format({ async = false })
settled()
vim.cmd('silent write')

-- The rule of the house is changed, and what follows from it.
vim.cmd.edit(root .. '/house.tm')
wait_for('the rule is served', function()
  return #vim.lsp.get_clients({ bufnr = 0 }) == 1 or nil
end)
settled()
look_at('crowd: spoofing', 1)
look_at('web-app', 3)
line, column = support.place_of('severity: high')
vim.api.nvim_buf_set_text(0, line, column + 10, line, column + 14, { 'low' })
settled()
look_over()
vim.cmd('silent write')
vim.cmd.edit(root .. '/shop.tm')
settled()
look_at('till: web-app', 1)
look_over({ 'threats', 'model' })

-- A lens is clicked.
local lens = asked('textDocument/codeLens', whole())[1]
local command = asked('codeLens/resolve', lens).command
if command and command.command ~= '' then
  asked('workspace/executeCommand', { command = command.command, arguments = command.arguments })
end
settled()
vim.cmd('silent bdelete!')

client:stop()
wait_for('the server to end', function()
  return ended or nil
end)
