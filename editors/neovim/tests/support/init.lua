-- What the tests share. Each test is a script for `nvim --headless --clean -l`; an error in it is
-- its failure. The environment variable TM names the binary under test.

local support = {}

--- How long a test waits for something that should happen at once, in milliseconds.
local DEADLINE = 30000

local here = vim.fs.abspath(debug.getinfo(1, 'S').source:sub(2))
local tests = vim.fs.dirname(vim.fs.dirname(here))

--- Loads the plugin as an installed one would be.
function support.load_plugin()
  vim.opt.runtimepath:prepend(vim.fs.dirname(tests))
  vim.cmd('filetype plugin on')
  vim.cmd('runtime! plugin/tm.lua')
end

--- Writes a file into a folder of its own, which goes when Neovim ends. Gives its path.
function support.file(name, text)
  local path = vim.fs.joinpath(vim.fn.tempname(), name)
  vim.fn.mkdir(vim.fs.dirname(path), 'p')
  vim.fn.writefile(vim.split(text, '\n'), path)
  return path
end

--- The text of a file beside the tests.
function support.read(name)
  return table.concat(vim.fn.readfile(vim.fs.joinpath(tests, name)), '\n')
end

--- Waits until the condition gives something true, and gives that.
function support.wait_for(what, condition)
  local result
  local happened = vim.wait(DEADLINE, function()
    result = condition()
    return result
  end, 10)
  assert(happened, 'waited in vain for ' .. what)
  return result
end

--- Enables the server with the binary under test.
function support.enable_server(config)
  local binary = assert(vim.env.TM, 'TM must name the binary under test')
  config = vim.tbl_extend('error', { cmd = { binary, 'lsp' } }, config or {})
  vim.lsp.config('tm', config)
  vim.lsp.enable('tm')
end

--- The only client of the current buffer.
function support.client()
  return support.wait_for('the server', function()
    local clients = vim.lsp.get_clients({ bufnr = 0 })
    return #clients == 1 and clients[1].initialized and clients[1]
  end)
end

--- The number of the first line that contains the text, from 0, and the column it begins at.
function support.place_of(text)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local start = line:find(text, 1, true)
    if start then
      return number - 1, start - 1
    end
  end
  error('not in the buffer: ' .. text)
end

return support
