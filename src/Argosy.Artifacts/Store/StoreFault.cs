using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Store;

/// <summary>Errors of the store and of the files added to it.</summary>
internal static class StoreFault
{
    private const string Space = "Make room or fix the rights; `argosy cache gc` frees what builds no longer use.";

    internal static ArgosyException Special(string path) => new(new Diagnostic("ARG0210", new(FileName.Shown(path)),
        "an output is neither file nor folder nor link",
        "Let the task remove its sockets, pipes and devices when it ends."));

    internal static ArgosyException Missing(string path) => new(new Diagnostic("ARG0211", new(FileName.Shown(path)),
        "a declared output isn't there", "Fix the task, or what it declares as outputs."));

    internal static ArgosyException Changed(string path) => new(new Diagnostic("ARG0213", new(FileName.Shown(path)),
        "the output changed while it was being kept",
        "Let the task end every process it starts before it ends itself."));

    internal static ArgosyException Unkept(string folder, Exception e) => new(new Diagnostic(
        ContentStore.Unwritable, new(folder),
        $"the store can't take a file ({Said(e)})", Space), e);

    internal static ArgosyException Unrestored(string root, Exception e) => new(new Diagnostic("ARG0215", new(root),
        $"kept outputs can't be put in place ({Said(e)})", "Make room, or fix the rights of the folder."), e);

    internal static ArgosyException Shared(string path, Exception e) => new(new Diagnostic(
        "ARG0216", new(FileName.Shown(path)),
        $"an output can't be parted from its kept copy ({Said(e)})",
        "Make room, fix the rights, or remove the output."), e);

    internal static ArgosyException Different(string name, string what) => new(new Diagnostic("ARG0217", new(name),
        $"a file was offered to the store that isn't what was promised: {what}",
        "Where it came from holds something else than it says: have that removed there."));

    internal static ArgosyException Busy(string folder, string who) => new(new Diagnostic("ARG0218", new(folder),
        $"the cache is already being collected {who}", "Let that end first."));

    internal static ArgosyException Uncollected(string folder, Exception e) => new(new Diagnostic(
        "ARG0219", new(folder),
        $"the cache can't be collected ({Said(e)})", "Fix the rights of the folder."), e);

    internal static ArgosyException Unreadable(string path, Exception e) => new(new Diagnostic(
        "ARG0220", new(FileName.Shown(path)),
        $"an output can't be read ({Said(e)})",
        "Let the task leave its outputs readable to the user who builds."), e);

    internal static bool IsOfFiles(Exception e) => e is IOException or UnauthorizedAccessException;

    private static string Said(Exception e) => e.Message.TrimEnd('.');
}
