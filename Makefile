# 联办: type `make run` to try it, `make test` before handing in a change.

.PHONY: help run test check dev bench fuzz

help: ## say what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST)

run: ## install what is missing, build, and start on http://127.0.0.1:8080
	@scripts/run.sh

test: ## everything: formatting, lints, all tests, weight, browser journeys
	@scripts/test.sh

check: ## the fast part: formatting, lints, the rules and their catalogue
	@scripts/check.sh

dev: ## server, and an app that is rebuilt on every save
	@scripts/dev.sh

bench: ## measure rules and submissions, and kill the server fifty times
	@scripts/bench.sh

fuzz: ## ask the server everything its API document allows, and more
	@scripts/fuzz.sh
