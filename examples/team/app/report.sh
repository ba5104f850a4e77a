#!/bin/sh
echo "report by user $(id -u)"
