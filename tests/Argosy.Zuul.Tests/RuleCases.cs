namespace Argosy.Zuul.Tests;

/// <summary>For each fault a configuration with it, its position, and the same configuration without it.</summary>
internal static class RuleCases
{
    // Common parts of the cases: a base job, so that the chain of parents is complete, and pipelines.
    public const string Common = """
        - job: {name: base, parent: null, run: run.yaml}
        - pipeline: {name: check, manager: independent, trigger: {gerrit: [{event: patchset-created}]}, success: {gerrit: {Verified: 1}}}
        - pipeline: {name: gate, manager: dependent, trigger: {gerrit: [{event: comment-added}]}, success: {gerrit: {Verified: 2, submit: true}}}
        - pipeline: {name: quiet, manager: independent, trigger: {gerrit: [{event: patchset-created}]}, success: {gerrit: {}}}

        """;

    public sealed record Case(string Fault, string Bad, string Expected, string Good);

    public static IReadOnlyList<Case> All { get; } =
    [
        new("a duplicate key", "- job:\n    name: a\n    timeout: 1\n    timeout: 2\n", "ARG0643 zuul.yaml:8", "- job:\n    name: a\n    timeout: 1\n"),
        new("two kinds in one entry", "- job:\n    name: a\n  nodeset:\n    name: n\n", "ARG0644 zuul.yaml:7", "- job:\n    name: a\n- nodeset:\n    name: n\n"),
        new("attributes beside the kind", "- job:\n  name: a\n", "ARG0644 zuul.yaml:6: the entry 'job' has more than one key: 'name'. Indent", "- job:\n    name: a\n"),
        new("an unknown kind", "- jobs:\n    name: a\n", "ARG0645 zuul.yaml:5: Zuul has no 'jobs' objects. Did you mean 'job'?", "- job:\n    name: a\n"),
        new("an unknown attribute", "- job: {name: a, nodset: x}\n", "ARG0648 zuul.yaml:5: a job has no attribute 'nodset'. Did you mean 'nodeset'?", "- job: {name: a, nodeset: x}\n"),
        new("an unknown attribute of a use", "- project: {check: {jobs: [base: {votes: true}]}}\n", "ARG0648 zuul.yaml:5", "- project: {check: {jobs: [base: {voting: true}]}}\n"),
        new("a timeout in words", "- job: {name: a, timeout: 1h}\n", "ARG0649 zuul.yaml:5: 'timeout' is a whole number, not '1h'", "- job: {name: a, timeout: 3600}\n"),
        new("a truth in quotes", "- job: {name: a, voting: 'no'}\n", "ARG0649 zuul.yaml:5: 'voting' is true or false, not 'no'", "- job: {name: a, voting: no}\n"),
        new("an unknown manager", "- pipeline: {name: p, manager: dependant, trigger: {timer: []}}\n", "ARG0649 zuul.yaml:5: 'manager' is one of", "- pipeline: {name: p, manager: dependent, trigger: {timer: []}}\n"),
        new("a variable's name", "- job: {name: a, vars: {my-var: 1}}\n", "ARG0649 zuul.yaml:5: 'my-var' is no variable's name", "- job: {name: a, vars: {my_var: 1}}\n"),
        new("a use that isn't indented", "- project:\n    check:\n      jobs:\n        - base:\n          voting: false\n", "ARG0649 zuul.yaml:8", "- project:\n    check:\n      jobs:\n        - base:\n            voting: false\n"),
        new("no name", "- semaphore: {max: 1}\n", "ARG0650 zuul.yaml:5: a semaphore lacks 'name'", "- semaphore: {name: s, max: 1}\n"),
        new("a label that is a number", "- nodeset: {name: n, nodes: [{name: a, label: 3.10}]}\n", "ARG0651 zuul.yaml:5: 'label' is text, but YAML reads 3.10 as a number", "- nodeset: {name: n, nodes: [{name: a, label: '3.10'}]}\n"),
        new("a name that is a truth", "- job: {name: on}\n", "ARG0651 zuul.yaml:5: 'name' is text, but YAML reads on as a truth value", "- job: {name: 'on'}\n"),
        new("a nodeset twice", "- nodeset: {name: n, nodes: []}\n- nodeset: {name: n, nodes: []}\n", "ARG0652 zuul.yaml:6", "- nodeset: {name: n, nodes: []}\n- nodeset: {name: m, nodes: []}\n"),
        new("a secret of nobody", "- job: {name: a, secrets: [s]}\n", "ARG0655 zuul.yaml:5", "- job: {name: a, secrets: [s]}\n- secret: {name: s, data: {k: !encrypted/pkcs1-oaep [a, b]}}\n"),
        new("an absent playbook", "- job: {name: a, run: absent.yaml}\n", "ARG0658 zuul.yaml:5: the playbook 'absent.yaml' isn't in", "- job: {name: a, run: run}\n"),
        new("a way out of the repository", "- job: {name: a, run: ../../etc/passwd}\n", "ARG0658 zuul.yaml:5", "- job: {name: a, run: run.yaml}\n"),
        new("nothing to run", "- job: {name: bare, parent: null}\n- project: {check: {jobs: [bare]}}\n", "ARG0658 zuul.yaml:6", "- job: {name: bare, parent: null, run: run.yaml}\n- project: {check: {jobs: [bare]}}\n"),
        new("a circle of parents", "- job: {name: a, parent: b}\n- job: {name: b, parent: a}\n", "ARG0660 zuul.yaml:5: the job 'a' inherits from itself: a → b → a", "- job: {name: a, parent: b}\n- job: {name: b}\n"),
        new("a job that is its own parent", "- job: {name: a, parent: a}\n", "ARG0660 zuul.yaml:5", "- job: {name: a, parent: base}\n"),
        new("a final parent", "- job: {name: a, final: true}\n- job: {name: b, parent: a}\n", "ARG0661 zuul.yaml:6", "- job: {name: a}\n- job: {name: b, parent: a}\n"),
        new("a final job that is changed", "- job: {name: a, final: true}\n- project: {check: {jobs: [a: {timeout: 5}]}}\n", "ARG0661 zuul.yaml:6", "- job: {name: a, final: true}\n- project: {check: {jobs: [a: {voting: false, files: x, branches: y, dependencies: []}]}}\n"),
        new("an abstract job that is run", "- job: {name: a, abstract: true}\n- project: {check: {jobs: [a]}}\n", "ARG0662 zuul.yaml:6", "- job: {name: a, abstract: true}\n- job: {name: b, parent: a}\n- project: {check: {jobs: [b]}}\n"),
        new("intermediate alone", "- job: {name: a, intermediate: true}\n", "ARG0663 zuul.yaml:5", "- job: {name: a, intermediate: true, abstract: true}\n"),
        new("a child of an intermediate job", "- job: {name: a, intermediate: true, abstract: true}\n- job: {name: b, parent: a}\n", "ARG0663 zuul.yaml:6", "- job: {name: a, intermediate: true, abstract: true}\n- job: {name: b, parent: a, abstract: true}\n"),
        new("a branch that the parent hasn't", "- job: {name: a, branches: ^stable/}\n- job: {name: b, parent: a, branches: master}\n", "ARG0665 zuul.yaml:6", "- job: {name: a, branches: ^stable/}\n- job: {name: b, parent: a, branches: ^stable/2024.1$}\n"),
        new("a child for all branches", "- job: {name: a, branches: master}\n- job: {name: b, parent: a}\n", "ARG0665 zuul.yaml:6", "- job: {name: a, branches: master}\n- job: {name: b, parent: a, branches: master}\n"),
        new("a parent whose variants leave branches out", "- job: {name: a, branches: ^stable/}\n- job: {name: b, parent: a}\n", "ARG0665 zuul.yaml:6", "- job: {name: a, branches: ^stable/}\n- job: {name: a, branches: {regex: ^stable/, negate: true}}\n- job: {name: b, parent: a}\n"),
        new("jobs that wait for each other", "- job: {name: a}\n- job: {name: b}\n- project: {check: {jobs: [a: {dependencies: b}, b: {dependencies: {name: a, soft: true}}]}}\n", "ARG0667 zuul.yaml:7: jobs wait for each other: a → b → a", "- job: {name: a}\n- job: {name: b}\n- project: {check: {jobs: [a: {dependencies: b}, b]}}\n"),
        new("a dependency that doesn't run", "- job: {name: a}\n- project: {check: {jobs: [a: {dependencies: [base]}]}}\n", "ARG0668 zuul.yaml:6: 'a' waits for 'base', which doesn't run in 'check'", "- job: {name: a}\n- project: {check: {jobs: [a: {dependencies: [{name: base, soft: true}]}]}}\n"),
        new("a dependency of the job itself", "- job: {name: a, dependencies: b}\n- job: {name: b}\n- project: {check: {jobs: [a]}}\n", "ARG0668 zuul.yaml:5", "- job: {name: a, dependencies: b}\n- job: {name: b}\n- project: {check: {jobs: [a, b]}}\n"),
        new("Sunday as other crons have it", "- pipeline: {name: p, manager: independent, trigger: {timer: [{time: 0 2 * * 7}]}}\n", "ARG0669 zuul.yaml:5: '0 2 * * 7' is no time", "- pipeline: {name: p, manager: independent, trigger: {timer: [{time: 0 2 * * sun}]}}\n"),
        new("a pipeline that nothing starts", "- pipeline: {name: p, manager: independent}\n", "ARG0670 zuul.yaml:5", "- pipeline: {name: p, manager: independent, trigger: {timer: [{time: 0 2 * * *}]}}\n"),
        new("a job in gate that doesn't vote", "- project: {gate: {jobs: [base: {voting: false}]}}\n", "ARG0671 zuul.yaml:5", "- project: {gate: {jobs: [base]}}\n"),
        new("a vote that nobody hears", "- project: {quiet: {jobs: [base: {voting: true}]}}\n", "ARG0672 zuul.yaml:5", "- project: {check: {jobs: [base: {voting: true}]}}\n"),
        new("a long timeout", "- job: {name: a, timeout: 10801}\n", "ARG0673 zuul.yaml:5: 'timeout' is 10801 seconds; the tenant allows 10800", "- job: {name: a, timeout: 10800}\n"),
        new("a vote behind a job without one", "- job: {name: a, voting: false}\n- job: {name: b}\n- project: {check: {jobs: [a, b: {dependencies: a}]}}\n", "ARG0625 zuul.yaml:7: 'b' votes, but waits for 'a'", "- job: {name: a}\n- job: {name: b}\n- project: {check: {jobs: [a, b: {dependencies: a}]}}\n"),
        new("more nodes than are allowed", "- nodeset: {name: n, nodes: [{name: a, label: l}, {name: b, label: l}, {name: c, label: l}, {name: d, label: l}, {name: e, label: l}, {name: f, label: l}]}\n", "ARG0679 zuul.yaml:5: it is 6 nodes; the tenant allows 5", "- nodeset: {name: n, nodes: [{name: a, label: l}, {name: b, label: l}]}\n"),
        new("a look-ahead", "- job: {name: a, branches: '^(?!stable/).*$'}\n", "ARG0674 zuul.yaml:5", "- job: {name: a, branches: {regex: ^stable/, negate: true}}\n"),
        new("an open bracket", "- job: {name: a, files: '[a-z'}\n", "ARG0674 zuul.yaml:5", "- job: {name: a, files: '[a-z]'}\n"),
        new("a branch that begins others", "- job: {name: a, branches: stable/2.0}\n", "ARG0675 zuul.yaml:5: the matcher 'stable/2.0' matches every branch that begins so, such as 'stable/2.0.1'", "- job: {name: a, branches: '^stable/2\\.0$'}\n"),
        new("a platform without wheels", "- nodeset: {name: n, nodes: [{name: a, label: debian-trixie-arm64-8GB}]}\n- job: {name: publish-wheel-mirror-debian-bullseye-arm64}\n- job: {name: a, nodeset: n}\n", "ARG0676 zuul.yaml:7: 'a' runs on debian-13-arm64", "- nodeset: {name: n, nodes: [{name: a, label: debian-trixie-arm64-8GB}]}\n- job: {name: publish-wheel-mirror-debian-13-arm64}\n- job: {name: a, nodeset: n}\n"),
        new("no project that may run it", "- job: {name: a, allowed-projects: [x, y]}\n- job: {name: b, parent: a, allowed-projects: z}\n", "ARG0678 zuul.yaml:6", "- job: {name: a, allowed-projects: [x, y]}\n- job: {name: b, parent: a, allowed-projects: y}\n"),
        new("secrets before review", "- job: {name: a, post-review: true}\n- project: {check: {jobs: [a]}}\n", "ARG0678 zuul.yaml:6", "- job: {name: a, post-review: true}\n- pipeline: {name: post, manager: supercedent, post-review: true, trigger: {timer: [{time: 0 2 * * *}]}}\n- project: {post: {jobs: [a]}}\n"),
        new("a review that is taken back", "- job: {name: a, post-review: false}\n", "ARG0678 zuul.yaml:5", "- job: {name: a}\n"),
    ];
}
