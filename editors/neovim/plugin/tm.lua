-- Tells threat models from Tcl modules, which share the ending `.tm`, by what they say first.

if vim.g.loaded_tm then
  return
end
vim.g.loaded_tm = true

--- The first line that is neither blank nor a comment; nil if there is none.
local function first_line(buffer)
  for _, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, 200, false)) do
    if not line:match('^%s*$') and not line:match('^%s*//') then
      return line
    end
  end
end

local function filetype(path, buffer)
  local line = buffer and first_line(buffer)
  if not line then
    -- A file that says nothing yet belongs to the folder it is made in.
    return path and vim.fs.root(path, 'tm.toml') and 'tm' or 'tcl'
  end
  local word = line:match('^%s*([%w-]+)')
  local is_model = word == 'model' or word == 'kb' or line:match('^%s*part%s+of%s')
  return is_model and 'tm' or 'tcl'
end

vim.filetype.add({ extension = { tm = filetype } })

-- A new file is empty when its type is first asked for.
vim.api.nvim_create_autocmd({ 'InsertLeave', 'BufWritePost' }, {
  group = vim.api.nvim_create_augroup('tm.filetype', {}),
  pattern = '*.tm',
  desc = 'Recognise a threat model once its first line is written',
  callback = function(event)
    local buffer = event.buf
    if vim.bo[buffer].filetype == 'tcl' and filetype(event.match, buffer) == 'tm' then
      vim.bo[buffer].filetype = 'tm'
    end
  end,
})
