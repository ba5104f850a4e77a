"""The AWS CLI, loaded once: most of what a call takes is Python that reads the CLI.

  preloaded-aws.py FOLDER    serves on FOLDER/socket, and leaves FOLDER/aws there, which is called as aws is

Each call is a process of its own, forked from one that has the CLI in memory, with the caller's arguments, environment,
directory and files. It is the CLI's own code that runs; a caller that is killed leaves its call to come to its end.
"""

import json
import os
import signal
import socket
import struct
import sys

CLIENT = """#!{python} -IS
import json, os, socket, struct, sys
server = socket.socket(socket.AF_UNIX)
server.connect({path!r})
call = json.dumps([sys.argv[1:], dict(os.environ), os.getcwd()]).encode()
socket.send_fds(server, [struct.pack("!I", len(call))], [0, 1, 2])
server.sendall(call)
answer = server.recv(1)
os._exit(answer[0] if answer else 255)
"""


def load():
    from awscli.clidriver import create_clidriver

    driver = create_clidriver()
    for service in ("codebuild", "ecr", "events", "iam", "kms", "logs", "s3", "sqs", "ssm", "sts"):
        driver.session.get_service_model(service)
    return driver


def call(driver, connection) -> int:
    header, files, _, _ = socket.recv_fds(connection, 4, 3)
    left, text = struct.unpack("!I", header)[0], b""
    while len(text) < left:
        text += connection.recv(left - len(text))
    arguments, environment, directory = json.loads(text)
    for descriptor, file in enumerate(files):
        os.dup2(file, descriptor)
        os.close(file)
    os.chdir(directory)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["aws", *arguments]
    try:
        return driver.main(arguments)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def main(folder: str) -> None:
    path = os.path.join(folder, "socket")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(64)
    driver = load()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    program = os.path.join(folder, "aws")
    with open(program, "w") as file:
        file.write(CLIENT.format(python=sys.executable, path=path))
    os.chmod(program, 0o755)
    while True:
        connection, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            status = 255
            try:
                status = call(driver, connection)
            finally:
                try:
                    connection.sendall(bytes([status & 255]))
                except OSError:
                    pass  # the caller was killed
                os._exit(0)
        connection.close()


if __name__ == "__main__":
    main(sys.argv[1])
