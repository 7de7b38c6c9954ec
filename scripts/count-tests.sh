#!/usr/bin/env bash
# Reads the output of `cargo test` and prints how many tests passed, by ring.
set -euo pipefail

awk '
    /^ *Running / {
        path = $0
        ring = "rules: laws and parts of the engine"
        if (path ~ /deps\/lianban_frontend/) ring = "app, without a browser"
        if (path ~ /deps\/(lianban_backend|lianban_api|lianban-)/) ring = "server and state"
        if (path ~ /tests\/(catalogue|scenarios|restaurant|vectors)/) ring = "catalogue"
        if (path ~ /tests\/(structure)/) ring = "structure"
        if (path ~ /tests\/(http|durability)/) ring = "whole system over HTTP"
        if (path ~ /tests\/(journeys|differential|weight)/) ring = "browser"
    }
    /^ *Doc-tests / { ring = "examples in the documentation" }
    /^test result: / {
        for (i = 1; i < NF; i++) if ($(i + 1) ~ /^passed/) passed[ring] += $i
    }
    END {
        print "\n==> All passed"
        for (ring in passed) if (passed[ring]) { printf "  %6d  %s\n", passed[ring], ring; all += passed[ring] }
        printf "  %6d  tests\n", all
    }
'
