-- Written against the API of Neovim 0.7, which later versions still have.
local results = assert(io.open(os.getenv('SCHEMA_ARCHITECT_RESULTS'), 'w'))
local failures = 0

local function test(title, body)
  local ok, message = pcall(body)
  if not ok then failures = failures + 1 end
  results:write(vim.json.encode({ title = title, error = not ok and tostring(message) or nil }) .. '\n')
  results:flush()
end

local function eventually(what, condition)
  if not vim.wait(10000, condition, 20) then error('Waited 10 s in vain until ' .. what .. '.', 2) end
end

-- The sample is copied, so that the fix never reaches the repository.
local file = os.getenv('SCHEMA_ARCHITECT_FOLDER') .. '/schema.sql'
vim.fn.writefile(vim.fn.readfile(os.getenv('SCHEMA_ARCHITECT_SAMPLE'), 'b'), file, 'b')
vim.cmd('edit ' .. vim.fn.fnameescape(file))
local buffer = vim.api.nvim_get_current_buf()

local log = {}
local exit_code
local client_id = vim.lsp.start_client({
  name = 'schema-architect',
  cmd = { os.getenv('SCHEMA_ARCHITECT_NODE'), os.getenv('SCHEMA_ARCHITECT_SERVER'), '--stdio' },
  root_dir = os.getenv('SCHEMA_ARCHITECT_FOLDER'),
  handlers = {
    ['window/logMessage'] = function(_, params) table.insert(log, params.message) end,
  },
  on_exit = function(code) exit_code = code end,
})
vim.lsp.buf_attach_client(buffer, client_id)

local function find(rule)
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    local code = diagnostic.code or (diagnostic.user_data and diagnostic.user_data.lsp and diagnostic.user_data.lsp.code)
    if code == rule then return diagnostic end
  end
end

local function range_of(diagnostic)
  return {
    start = { line = diagnostic.lnum, character = diagnostic.col },
    ['end'] = { line = diagnostic.end_lnum, character = diagnostic.end_col },
  }
end

local function quick_fixes(diagnostic)
  local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/codeAction', {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
    range = range_of(diagnostic),
    context = {
      only = { 'quickfix' },
      diagnostics = {
        {
          range = range_of(diagnostic),
          message = diagnostic.message,
          severity = diagnostic.severity,
          source = diagnostic.source,
          code = diagnostic.code or diagnostic.user_data.lsp.code,
        },
      },
    },
  }, 10000)
  assert(answers and answers[client_id] and answers[client_id].result, 'There is no answer to textDocument/codeAction.')
  return answers[client_id].result
end

local function apply(action)
  local client = vim.lsp.get_client_by_id(client_id)
  if not action.edit then
    local answers = vim.lsp.buf_request_sync(buffer, 'codeAction/resolve', action, 10000)
    action = assert(answers and answers[client_id] and answers[client_id].result, 'The action cannot be resolved.')
  end
  vim.lsp.util.apply_workspace_edit(assert(action.edit, 'The action has no edit.'), client.offset_encoding)
end

test('diagnostics arrive', function()
  eventually('there are diagnostics', function() return find('partial-unique-in-create-table') ~= nil end)
  local diagnostic = find('partial-unique-in-create-table')
  assert(diagnostic.source == 'schema-architect', 'The source is ' .. tostring(diagnostic.source) .. '.')
  assert(diagnostic.severity == vim.diagnostic.severity.ERROR, 'It is no error.')
  assert(find('undefined-type'), 'undefined-type is missing.')
end)

test('a quick fix is applied and the problem disappears', function()
  local diagnostic = assert(find('partial-unique-in-create-table'), 'There is nothing to fix.')
  local action = assert(quick_fixes(diagnostic)[1], 'There is no quick fix.')
  apply(action)
  local text = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
  assert(text:upper():find('CREATE UNIQUE INDEX', 1, true), 'The text has no unique index:\n' .. text)
  eventually('the problem is gone', function() return find('partial-unique-in-create-table') == nil end)
  assert(find('undefined-type'), 'undefined-type has gone, too.')
end)

test('an edit is followed', function()
  vim.api.nvim_buf_set_lines(buffer, 0, 0, false, { "CREATE TYPE address_type_enum AS ENUM ('shipping', 'billing'); -- ä 🐘" })
  eventually('the type is known', function() return find('undefined-type') == nil end)
  vim.api.nvim_buf_set_lines(buffer, -1, -1, false, { 'CREATE TABLE broken (id bigint,, name text);' })
  eventually('the syntax error is shown', function() return find('syntax-error') ~= nil end)
  local last = vim.api.nvim_buf_line_count(buffer) - 1
  assert(find('syntax-error').lnum == last, 'It is shown in line ' .. find('syntax-error').lnum .. ', not ' .. last .. '.')
end)

test('the server ends when it is asked to', function()
  vim.lsp.stop_client(client_id)
  eventually('it has ended', function() return exit_code ~= nil end)
  assert(exit_code == 0, 'Its exit code is ' .. exit_code .. '.')
end)

if failures > 0 then
  for _, message in ipairs(log) do io.stderr:write(message .. '\n') end
end
results:close()
vim.cmd(failures > 0 and 'cquit 1' or 'qall!')
