// Loaded into the server by the launcher: ends it in good order when the launcher itself was killed and could not say so.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
