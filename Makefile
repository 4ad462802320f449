# make run and make test are all one needs; PORT=, ALONGSIDE_HOME= and PYTHON= are honoured.

BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest --quiet -n 2
ON_POSTGRES := $(BIN)/python -m tests.harness.postgres --
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header $(UPGRADE)

.PHONY: run test test-all drill failover bench bench-search check format messages pictures tour lock sbom permissions ready

run: ## A demo organisation on http://localhost:8000
	@scripts/install base
	@$(BIN)/alongside start

test: ready ## Everything, on SQLite; units and the chosen stories on PostgreSQL too
	@$(PYTEST) -m "not alone"
	@$(BIN)/python -m pytest --quiet -m alone
	@$(ON_POSTGRES) $(PYTEST) -m "postgres or not (browser or alone)" --ignore=tests/house

test-all: ready ## Everything on both databases
	@$(PYTEST) -m "not alone"
	@$(BIN)/python -m pytest --quiet -m alone
	@$(ON_POSTGRES) $(PYTEST) -m "not alone"
	@$(ON_POSTGRES) $(BIN)/python -m pytest --quiet -m alone

drill: ready ## Fifty kills under eight writers, of a change of key, of folding; KILLS= says how many
	@KILLS=$${KILLS:-50} $(BIN)/python -m pytest --quiet -s tests/stories/test_kill.py
	@KILLS=$${KILLS:-50} $(BIN)/python -m pytest --quiet -s tests/stories/test_rewrap.py
	@KILLS=$${KILLS:-50} $(BIN)/python -m pytest --quiet -s src/alongside/foundation/vault/index/tests/test_killed.py

failover: ready ## PostgreSQL nodes killed under load; needs etcd-server and haproxy of the system
	@$(BIN)/python -m bench.failover

bench: ready ## What pages cost among SIZE=1k, 100k or 1m people, DB=sqlite or postgres; TABLE=1 only shows
	@$(BIN)/python -m bench --size $${SIZE:-1k} --db $${DB:-sqlite} $(if $(TABLE),--table)

bench-search: ready ## Finding people in the same houses, and the same in clear with pg_trgm
	@$(BIN)/python -m bench.search --size $${SIZE:-1k} --db $${DB:-sqlite}

check: ## Style, types, contracts between modules, no download addresses
	@scripts/install dev
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { echo "Run make format." >&2; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@told=$$($(BIN)/lint-imports --no-logo) || { echo "$$told"; exit 1; }
	@$(BIN)/python scripts/addresses.py

format: ## Lay the code out as the checks want it
	@scripts/install dev
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

messages: ## Gather the sentences of the product for its translators
	@scripts/install dev
	@$(BIN)/python scripts/messages.py

pictures: ready ## Draw the pictures that README and docs/ show anew
	@$(BIN)/python scripts/pictures.py

tour: ready ## Draw the pictures of docs/tour.md anew
	@$(BIN)/python scripts/pictures.py tour/

permissions: ## Draw docs/permissions.md anew from the doors and the roles
	@scripts/install dev
	@$(BIN)/python scripts/permissions.py

lock: ## Make the hash-locked requirements anew; UPGRADE=--upgrade takes newer versions
	@scripts/install dev
	@$(LOCK) pyproject.toml -o requirements/base.txt
	@$(LOCK) pyproject.toml --group dev --override requirements/overrides.txt \
		--constraint requirements/base.txt -o requirements/dev.txt
	@$(LOCK) --group yardstick --constraint requirements/dev.txt -o requirements/yardstick.txt
	@echo uv | $(LOCK) - -o requirements/uv.txt
	@scripts/install dev
	@$(BIN)/python scripts/sbom.py
	@$(BIN)/python scripts/addresses.py

sbom: ## The list of parts that others made, for whoever looks after the machine
	@scripts/install dev
	@$(BIN)/python scripts/sbom.py

ready:
	@scripts/install dev
	@scripts/needs
