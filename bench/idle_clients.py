#!/usr/bin/env python3
"""Clients that hold a server's connections and want nothing: idle_clients.py PORT COUNT.

A third connects and is silent, a third begins a request and sends a byte of its header every two
seconds (a «slow loris»), a third asks once and stays. Who is cut off comes again. Prints «ready»
when all have connected, and goes on until it is stopped.
"""
import asyncio
import resource
import sys

connected = 0


async def client(number, port, all_there, count):
    global connected
    first = True
    while True:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.5)
            continue
        if first:
            first = False
            connected += 1
            if connected == count:
                all_there.set()
        try:
            if number % 3 == 1:
                writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
                while not reader.at_eof():
                    writer.write(b"x")
                    await writer.drain()
                    await asyncio.sleep(2)
            else:
                if number % 3 == 2:
                    writer.write(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
                while await reader.read(4096):
                    pass
        except OSError:
            pass
        writer.close()
        await asyncio.sleep(0.1)


async def main():
    port, count = int(sys.argv[1]), int(sys.argv[2])
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    all_there = asyncio.Event()
    clients = [asyncio.create_task(client(k, port, all_there, count)) for k in range(count)]
    await asyncio.wait_for(all_there.wait(), 60)
    print("ready", flush=True)
    await asyncio.gather(*clients)


asyncio.run(main())
