-- How threat models are edited: comments, names with hyphens, two spaces of indentation.

if vim.b.did_ftplugin then
  return
end
vim.b.did_ftplugin = 1

vim.bo.commentstring = '// %s'
vim.bo.comments = ':///,://'
vim.bo.suffixesadd = '.tm'
vim.bo.expandtab = true
vim.bo.shiftwidth = 2
vim.bo.softtabstop = 2
vim.opt_local.iskeyword:append('-')
-- Wrap comments, never a sentence: a line break ends it.
vim.opt_local.formatoptions:remove('t')
vim.opt_local.formatoptions:append('croqlj')

vim.b.undo_ftplugin = 'setlocal commentstring< comments< suffixesadd< expandtab< shiftwidth<'
  .. ' softtabstop< iskeyword< formatoptions<'
