-- Getting around: to what a name stands for, into a pack that ships and on from there, to all places
-- of a name, along the data flow.

package.path = vim.fs.joinpath(vim.fs.dirname(arg[0]), '?', 'init.lua') .. ';' .. package.path
local support = require('support')
local wait_for = support.wait_for

-- What the server keeps for its user goes when Neovim ends.
local cache = vim.fn.tempname()
support.load_plugin()
support.enable_server({ cmd_env = { XDG_CACHE_HOME = cache } })
local model = support.file('blog.tm', support.read('../../../examples/blog/blog.tm'))
vim.fn.writefile({}, vim.fs.joinpath(vim.fs.dirname(model), 'tm.toml'))
vim.cmd.edit(model)
local client = support.client()

--- Puts the cursor on a piece of the text, so many bytes behind its beginning.
local function go_to(text, behind)
  local line, column = support.place_of(text)
  vim.api.nvim_win_set_cursor(0, { line + 1, column + (behind or 0) })
end

--- The text of the line under the cursor, from the cursor on.
local function here()
  local column = vim.api.nvim_win_get_cursor(0)[2]
  return vim.api.nvim_get_current_line():sub(column + 1)
end

-- From a flow to the element where it ends.
go_to('-> author "Send', 3)
vim.lsp.buf.definition()
wait_for('the element', function()
  return vim.startswith(here(), 'author: end-user')
end)

-- From a type into the pack, which cannot be written, and from there to what it inherits from.
go_to('publishing: web-app', #'publishing: ')
vim.lsp.buf.definition()
wait_for('the pack', function()
  return vim.api.nvim_buf_get_name(0):find('base%.tm$') and vim.startswith(here(), 'web-app: service')
end)
local pack = vim.api.nvim_get_current_buf()
assert(vim.startswith(vim.uv.fs_realpath(vim.api.nvim_buf_get_name(pack)), vim.uv.fs_realpath(cache)))
assert(vim.bo.readonly, 'what ships cannot be written')
assert(vim.bo.filetype == 'tm', vim.bo.filetype)
assert(support.client().id == client.id, 'the server of the model knows the pack')
go_to('type web-app: service', #'type web-app: ')
vim.lsp.buf.definition()
wait_for('the type it inherits from', function()
  return vim.startswith(here(), 'service:')
end)
assert(#vim.diagnostic.get(pack) == 0, 'nothing is wrong with it')

-- The things of a type, from the pack back into the model.
go_to('type web-app: service', #'type ')
vim.lsp.buf.implementation()
wait_for('the thing', function()
  return vim.api.nvim_buf_get_name(0) == model and vim.startswith(here(), 'publishing: web-app')
end)

--- What a list of the editor holds once a request has filled it.
local function listed(what, request)
  local items
  request(function(list)
    items = list.items
  end)
  return wait_for(what, function()
    return items and #items > 0 and items
  end)
end

-- All places of a name, and the outline.
go_to('process accounts:', #'process ')
local places = listed('references', function(on_list)
  vim.lsp.buf.references({ includeDeclaration = false }, { on_list = on_list })
end)
assert(#places > 5, vim.inspect(places))
local outline = listed('the outline', function(on_list)
  vim.lsp.buf.document_symbol({ on_list = on_list })
end)
local zone = vim.iter(outline):find(function(item)
  return item.text:find('web%-server')
end)
assert(zone, vim.inspect(outline))

-- What flows into an element, as calls.
vim.lsp.buf.incoming_calls()
local calls = wait_for('the flows', function()
  local list = vim.fn.getqflist()
  return #list > 0 and list
end)
for _, call in ipairs(calls) do
  local line = vim.fn.getbufline(call.bufnr, call.lnum)[1]
  -- What comes back flows in as well.
  local flows_in = line:find('-> accounts', 1, true) or line:find('returns ', 1, true)
  assert(flows_in, vim.inspect({ call, line }))
end
