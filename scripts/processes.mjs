import { spawn, spawnSync } from 'node:child_process';

const running = new Set();

/** Starts a program in a process group of its own, so that it can be ended with everything it started. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { detached: process.platform !== 'win32', ...options });
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/**
 * Runs a program to its end; resolves to its exit code, 127 where it could not be started.
 * After `timeout` milliseconds it is ended with everything it started.
 */
export async function run(command, args, { timeout, ...options } = {}) {
  const child = start(command, args, { stdio: 'inherit', ...options });
  const timer = timeout && setTimeout(() => stop(child), timeout);
  try {
    return await new Promise((resolve) => {
      child.once('error', () => resolve(127));
      child.once('exit', (code) => resolve(code ?? 128));
    });
  } finally {
    clearTimeout(timer);
  }
}

/** Runs npm to its end, also on Windows, where it is a command script. */
export function runNpm(args, options = {}) {
  return process.platform === 'win32'
    ? run(`npm ${args.join(' ')}`, [], { shell: true, ...options })
    : run('npm', args, options);
}

/** Ends a program started here and everything in its process group; waits until it is gone. */
export async function stop(child, patience = 8000) {
  if (child.pid === undefined) return;
  const exited = child.exitCode !== null || child.signalCode !== null;
  const gone = exited ? Promise.resolve() : new Promise((resolve) => child.once('exit', resolve));
  signalGroup(child.pid, 'SIGTERM');
  const deadline = Date.now() + patience;
  while (isGroupAlive(child.pid) && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 50));
  signalGroup(child.pid, 'SIGKILL');
  await gone;
}

let stopping = false;

/** Whether this process was asked to end, so that a child's end is no news. */
export function isStopping() {
  return stopping;
}

/** Ends everything that was started here when this process is asked to end, then this process. */
export function stopAllOnSignals(message, exitCode = 130) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, async () => {
      if (stopping) return;
      stopping = true;
      if (message) console.log(`\n${message}`);
      await Promise.all([...running].map((child) => stop(child)));
      process.exit(exitCode);
    });
  }
}

function signalGroup(pid, signal) {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has ended already.
  }
}

function isGroupAlive(pid) {
  if (process.platform === 'win32') return false;
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}
