-- A session in Neovim: open a text, read what is said about it, mend, allow, write, ask again.
local out = {}
local function say(...)
  table.insert(out, string.format(...))
end

local id = vim.lsp.start_client({
  name = 'troth',
  cmd = vim.fn.json_decode(vim.env.TROTH_LSP),
  root_dir = vim.fn.getcwd(),
})
vim.cmd('edit hello.md')
vim.lsp.buf_attach_client(0, id)

local function codes()
  local found = vim.diagnostic.get(0)
  table.sort(found, function(a, b) return a.col < b.col or (a.col == b.col and a.code < b.code) end)
  return found
end

local function wait_for(wanted)
  local reached = vim.wait(20000, function()
    local held = {}
    for _, one in ipairs(codes()) do table.insert(held, one.code) end
    return table.concat(held, ' ') == wanted
  end, 20)
  if not reached then say('waited in vain for “%s”', wanted) end
end

local function show(title)
  say('%s', title)
  if #codes() == 0 then say('  nothing to say') end
  for _, one in ipairs(codes()) do
    local line = vim.api.nvim_buf_get_lines(0, one.lnum, one.lnum + 1, false)[1]
    local severity = vim.diagnostic.severity[one.severity]
    local words = line:sub(one.col + 1, one.end_col)
    say('  line %d  %-5s %s  [%s]', one.lnum + 1, severity, one.code, words)
    say('    %s', vim.split(one.message, '\n')[1])
  end
end

local function act(title)
  for _, one in ipairs(codes()) do
    vim.api.nvim_win_set_cursor(0, { one.lnum + 1, one.col })
    local params = vim.lsp.util.make_range_params()
    params.context = { diagnostics = {} }
    local answers = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 20000)
    for _, action in ipairs(answers[id].result or {}) do
      if action.title == title then
        vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
        say('chosen: %s', title)
        return
      end
    end
  end
  say('there is no “%s”', title)
end

wait_for('people-as-parts slip')
show('hello.md, opened')
act('Write “the”')
wait_for('people-as-parts')
show('after that')
act('Allow “people-as-parts” here, and say why')
wait_for('people-as-parts allow')
show('after that')
vim.cmd('%s/say why here/their own word for it/')
vim.cmd('write')
wait_for('')
show('with a reason, written')
say('%s', table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n'))
vim.lsp.stop_client(id)
io.stdout:write(table.concat(out, '\n') .. '\n')
vim.cmd('qall!')
