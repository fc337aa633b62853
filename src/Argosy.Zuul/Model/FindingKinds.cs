namespace Argosy.Zuul.Model;

/// <summary>All kinds of findings, in the order of their ids.</summary>
public static class FindingKinds
{
    internal static readonly FindingKind s_voteBehind = new(
        "ARG0625", "vote-behind-non-voting", "A voting job waits for one that doesn't vote.");
    internal static readonly FindingKind s_deprecated = new(
        "ARG0626", "deprecated", "Zuul takes this and warns: a later version will refuse it.");
    internal static readonly FindingKind s_contradiction = new(
        "ARG0627", "contradiction", "Parts of one object contradict each other, and Zuul refuses it.");
    internal static readonly FindingKind s_glob = new(
        "ARG0628", "shell-pattern", "A file matcher is written as a shell's pattern, but is a regular expression.");
    internal static readonly FindingKind s_otherVersion = new(
        "ARG0629", "other-version", "An attribute belongs to another version of Zuul.");
    internal static readonly FindingKind s_unreadable = new(
        "ARG0640", "unreadable-file", "A file can't be read as text.");
    internal static readonly FindingKind s_invalidYaml = new(
        "ARG0641", "invalid-yaml", "A file isn't valid YAML.");
    internal static readonly FindingKind s_beyondBounds = new(
        "ARG0642", "beyond-bounds", "A file is nested too deeply, or grows too large by its aliases.");
    internal static readonly FindingKind s_duplicateKey = new(
        "ARG0643", "duplicate-key", "Duplicate key in one map; readers keep the last.");
    internal static readonly FindingKind s_noObject = new(
        "ARG0644", "not-an-object", "A file is a list of maps with one key each: the object's kind.");
    internal static readonly FindingKind s_unknownKind = new(
        "ARG0645", "unknown-kind", "Zuul has no objects of this kind.");
    internal static readonly FindingKind s_absentRepository = new(
        "ARG0647", "absent-repository", "The tenant lists a repository that isn't in the folder.");
    internal static readonly FindingKind s_unknownAttribute = new(
        "ARG0648", "unknown-attribute", "An object has an attribute that Zuul doesn't know.");
    internal static readonly FindingKind s_wrongType = new(
        "ARG0649", "wrong-type", "An attribute has a value of the wrong kind.");
    internal static readonly FindingKind s_missingAttribute = new(
        "ARG0650", "missing-attribute", "An object lacks an attribute that it must have.");
    internal static readonly FindingKind s_unquotedName = new(
        "ARG0651", "unquoted-name", "YAML reads a name as a number or a truth value.");
    internal static readonly FindingKind s_definedTwice = new(
        "ARG0652", "defined-twice", "Two objects of one kind have one name.");
    internal static readonly FindingKind s_accidentalVariant = new(
        "ARG0653", "accidental-variant", "Two files define one job for the same branches; Zuul merges them.");
    internal static readonly FindingKind s_unknownJob = new(
        "ARG0654", "unknown-job", "A job is named that nothing defines.");
    internal static readonly FindingKind s_unknownReference = new(
        "ARG0655", "unknown-reference",
        "A nodeset, secret, template, queue, project or pragma's target is named that nothing defines.");
    internal static readonly FindingKind s_undefinedPipeline = new(
        "ARG0656", "undefined-pipeline",
        "A project names a pipeline that nothing defines; Zuul says nothing and runs nothing.");
    internal static readonly FindingKind s_undefinedSemaphore = new(
        "ARG0657", "undefined-semaphore", "A job holds a semaphore that nothing defines; Zuul makes one of max 1.");
    internal static readonly FindingKind s_absentPlaybook = new(
        "ARG0658", "absent-playbook", "A playbook isn't in the repository, or a job has none.");
    internal static readonly FindingKind s_elsewhere = new(
        "ARG0659", "defined-elsewhere", "Names that must be defined elsewhere in the tenant.");
    internal static readonly FindingKind s_parentCycle = new(
        "ARG0660", "parent-cycle", "A job inherits from itself.");
    internal static readonly FindingKind s_finalChanged = new(
        "ARG0661", "final-changed", "A final job is inherited from or changed.");
    internal static readonly FindingKind s_abstractRun = new(
        "ARG0662", "abstract-run", "An abstract job is run.");
    internal static readonly FindingKind s_intermediate = new(
        "ARG0663", "intermediate",
        "An intermediate job isn't abstract, or a job that isn't abstract inherits from one.");
    internal static readonly FindingKind s_protected = new(
        "ARG0664", "protected", "A protected job is inherited from in another project.");
    internal static readonly FindingKind s_noVariant = new(
        "ARG0665", "no-matching-variant", "A job has no variant for branches on which it is to run.");
    internal static readonly FindingKind s_notPermitted = new(
        "ARG0666", "not-permitted", "An untrusted project has something that only a config project may have.");
    internal static readonly FindingKind s_dependencyCycle = new(
        "ARG0667", "dependency-cycle", "Jobs of a pipeline wait for each other.");
    internal static readonly FindingKind s_absentDependency = new(
        "ARG0668", "absent-dependency", "A job waits for one that doesn't run in its pipeline.");
    internal static readonly FindingKind s_invalidTime = new(
        "ARG0669", "invalid-time", "A timer's time isn't one that Zuul understands.");
    internal static readonly FindingKind s_noTrigger = new(
        "ARG0670", "no-trigger", "Nothing starts a pipeline.");
    internal static readonly FindingKind s_nonVotingGate = new(
        "ARG0671", "non-voting-in-gate", "A job that doesn't vote runs where changes merge.");
    internal static readonly FindingKind s_emptyVote = new(
        "ARG0672", "empty-vote", "A job is to vote in a pipeline whose reports carry no vote.");
    internal static readonly FindingKind s_longTimeout = new(
        "ARG0673", "long-timeout", "A timeout is above what the tenant allows.");
    internal static readonly FindingKind s_invalidPattern = new(
        "ARG0674", "invalid-pattern", "A regular expression isn't one of RE2.");
    internal static readonly FindingKind s_prefixBranch = new(
        "ARG0675", "prefix-branch", "A branch matcher matches longer names, too.");
    internal static readonly FindingKind s_noWheels = new(
        "ARG0676", "no-wheels", "A job runs on a platform for which no wheels are published.");
    internal static readonly FindingKind s_tightTimeout = new(
        "ARG0677", "tight-timeout", "A timeout is near or below measured durations.");
    internal static readonly FindingKind s_nothingLeft = new(
        "ARG0678", "nothing-left", "What variants and parents say together leaves nothing that could run.");
    internal static readonly FindingKind s_manyNodes = new(
        "ARG0679", "many-nodes", "A nodeset has more nodes than the tenant allows.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FindingKind> All { get; } =
    [
        s_voteBehind, s_deprecated, s_contradiction, s_glob, s_otherVersion, s_unreadable, s_invalidYaml,
        s_beyondBounds, s_duplicateKey, s_noObject, s_unknownKind, s_absentRepository, s_unknownAttribute,
        s_wrongType, s_missingAttribute, s_unquotedName, s_definedTwice, s_accidentalVariant, s_unknownJob,
        s_unknownReference, s_undefinedPipeline, s_undefinedSemaphore, s_absentPlaybook, s_elsewhere, s_parentCycle,
        s_finalChanged, s_abstractRun, s_intermediate, s_protected, s_noVariant, s_notPermitted, s_dependencyCycle,
        s_absentDependency, s_invalidTime, s_noTrigger, s_nonVotingGate, s_emptyVote, s_longTimeout, s_invalidPattern,
        s_prefixBranch, s_noWheels, s_tightTimeout, s_nothingLeft, s_manyNodes,
    ];
}
