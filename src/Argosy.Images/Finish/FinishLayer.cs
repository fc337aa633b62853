using Argosy.Images.Definition;
using Argosy.Images.Layers;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Finish;

/// <summary>What finishes an image.</summary>
/// <param name="Tree">The files above the packages.</param>
/// <param name="Owners">The image's users and groups.</param>
/// <param name="Unreplaced">The maintainer scripts that nothing replaces.</param>
internal sealed record FinishedLayer(LayerTree Tree, OwnerNames Owners, IReadOnlyList<MaintainerScript> Unreplaced)
{
    /// <summary>Whether the image has an <c>ld.so.cache</c>, which must be written anew if a later layer has
    /// libraries.</summary>
    public bool HasLibraryCache { get; init; }

    /// <summary>A sentence that names the scripts; null if there are none.</summary>
    public string? Note(string image, FinishMode mode = FinishMode.Declared) => Unreplaced.Count == 0 ? null
        : mode == FinishMode.Emulated
            ? $"{image}: {string.Join(", ", Unreplaced)} ran to finish it; "
                + "what scripts write may differ between builds."
        : $"{image}: no declaration replaces {string.Join(", ", Unreplaced)}. "
            + "Declare what the image needs of them, or set 'finish: emulated' to run them.";
}

/// <summary>Makes declaratively what the packages of an image would make when they are installed: users, folders with
/// their owners, alternatives, the loader's cache, certificates.</summary>
/// <param name="definition">The image, for one architecture.</param>
/// <param name="architecture">The architecture.</param>
/// <param name="project">The base folder of the definition's sources.</param>
/// <param name="created">The time of the image.</param>
internal sealed class FinishLayer(
    ImageDefinition definition, Architecture architecture, string project, DateTimeOffset created)
{
    private readonly ScriptTable _table = ScriptTable.Own;

    /// <summary>Errors ARG0452 to ARG0456.</summary>
    /// <param name="root">All files of the packages.</param>
    /// <param name="packages">Those that the image has.</param>
    /// <param name="cancellation">Ends it between two packages.</param>
    public async Task<FinishedLayer> CollectAsync(
        LayerTree root, LayerTree packages, CancellationToken cancellation)
    {
        var tree = new FinishTree(root, packages, definition.Paths);
        var scripts = MaintainerScript.Of(tree);
        var entries = MaintainerScript.Packages(tree).Select(_table.Find).OfType<TableEntry>().ToList();
        var parts = entries.SelectMany(e => e.Parts).ToHashSet(StringComparer.Ordinal);
        var accounts = FinishAccounts(tree, entries, parts.Contains(ScriptTable.Shadow));
        var owners = new OwnerNames(accounts.FindUser, accounts.FindGroup);
        new DeclaredFiles(tree, owners, architecture).Finish(entries);
        new TemporaryFiles(tree, owners).Finish();
        MakeHomes(tree, owners);
        FinishAlternatives(tree, scripts, entries);
        FinishCertificates(tree, parts);
        FinishLocale(tree);
        foreach (var (place, path, capabilities) in definition.Finish.Capabilities)
        {
            if (tree.Target(path) is not FileEntry)
                throw new ArgosyException(new Diagnostic("ARG0453", place, $"the image has no file '{path}'",
                    "Add the package that has it; a file of the project gets 'capabilities' under 'files'."));
            tree.Change(path, e => e is FileEntry file ? file with { Capabilities = capabilities } : e);
        }

        var hasCache = definition.Finish.LibraryCache ?? parts.Contains(ScriptTable.LibraryCache);
        if (hasCache) await new LibrarySearch(tree, architecture).FinishAsync(cancellation);
        return new(tree.Added, owners, Unreplaced(scripts)) { HasLibraryCache = hasCache };
    }

    /// <summary>Writes the loader's cache anew, for libraries in the layer above; it goes there.</summary>
    public async Task AddLibrariesAsync(
        LayerTree packages, FinishedLayer finished, LayerTree files, CancellationToken cancellation)
    {
        if (!finished.HasLibraryCache || files.Find(LibrarySearch.CachePath) is not null
            || !files.Entries.Any(e => LibraryNames.IsLibrary(ImagePath.Name(e.Path))))
            return;
        var below = LayerTree.Over(LayerTree.Over(packages, finished.Tree), files);
        var tree = new FinishTree(below, below, definition.Paths);
        await new LibrarySearch(tree, architecture).FinishAsync(cancellation);
        foreach (var entry in tree.Added.Entries) files.Set(entry);
    }

    private List<MaintainerScript> Unreplaced(IReadOnlyList<MaintainerScript> scripts) =>
        [.. scripts.Where(s => _table.Find(s.Package) is null && s.OwnLines(_table).Count > 0)];

    private AccountTable FinishAccounts(FinishTree tree, IReadOnlyList<TableEntry> entries, bool shadowed)
    {
        var master = entries.Select(e => e.Accounts).FirstOrDefault(a => a is not null);
        var accounts = new AccountTable(
            tree.TryRead("etc/passwd") ?? (master is var (p, _) ? tree.TryReadPackaged(p) : null) ?? "",
            tree.TryRead("etc/group") ?? (master is var (_, g) ? tree.TryReadPackaged(g) : null) ?? "");
        var isOwn = definition.Finish.Users.Count + definition.Finish.Groups.Count > 0
            || entries.Any(e => e.Users.Count + e.Groups.Count > 0);
        if (isOwn && !accounts.HasUsers) accounts = new(_table.Passwd, _table.Group);
        new DeclaredAccounts(accounts).Finish(definition.Finish, entries, new SystemUsers(tree, accounts).Finish);
        if (!accounts.HasUsers) return accounts;
        tree.Write("etc/passwd", accounts.Passwd(shadowed));
        tree.Write("etc/group", accounts.Group(shadowed));
        if (!shadowed) return accounts;
        var group = accounts.FindGroup("shadow") ?? 0;
        var days = created.ToUnixTimeSeconds() / 86_400;
        tree.Write("etc/shadow", accounts.Shadow(days), 0b110_100_000, group: group);
        tree.Write("etc/gshadow", accounts.GroupShadow(), 0b110_100_000, group: group);
        return accounts;
    }

    private void MakeHomes(FinishTree tree, OwnerNames owners)
    {
        foreach (var user in definition.Finish.Users.Where(u => u.Home is not (null or "/" or "/nonexistent")))
        {
            if (tree.Target(user.Home!) is not null) continue;
            var group = owners.FindGroup(user.Group ?? user.Name) ?? 0;
            tree.MakeFolder(user.Home!, owner: owners.FindUser(user.Name) ?? 0, group: group);
        }
    }

    private void FinishAlternatives(
        FinishTree tree, IReadOnlyList<MaintainerScript> scripts, IReadOnlyList<TableEntry> entries)
    {
        var choices = new AlternativeChoices();
        foreach (var script in scripts.Where(s => s.Kind == "postinst")) choices.Read(script.Text);
        foreach (var line in entries.SelectMany(e => e.Alternatives))
            choices.Read($"update-alternatives --install {DeclaredFiles.For(line, architecture)}");
        choices.Finish(tree, definition.Finish.Alternatives);
    }

    private void FinishCertificates(FinishTree tree, HashSet<string> parts)
    {
        if (!(definition.Finish.Certificates ?? parts.Contains(ScriptTable.Certificates))) return;
        var bundle = new CertificateBundle(tree);
        bundle.Finish(definition.Finish, project, architecture, definition.PackagesPlace);
        if (parts.Contains(ScriptTable.JavaCertificates)) bundle.FinishJava(created);
    }

    private void FinishLocale(FinishTree tree)
    {
        if (definition.Finish.Locale is not { } locale) return;
        var parts = locale.Value.Split('.', '@');
        var codeset = locale.Value.Contains('.', StringComparison.Ordinal)
            ? "." + string.Concat(parts[1].Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant()
            : "";
        var modifier = locale.Value.Contains('@', StringComparison.Ordinal) ? $"@{parts[^1]}" : "";
        string[] names = [$"{parts[0]}{codeset}{modifier}", locale.Value];
        // glibc itself has these.
        var isThere = parts[0] is "POSIX" || locale.Value is "C" or "C.UTF-8" or "C.utf8"
            || names.Any(n => tree.Target($"usr/lib/locale/{n}") is FolderEntry);
        if (!isThere)
        {
            throw new ArgosyException(new Diagnostic("ARG0456", locale.Place,
                $"the image has no locale '{locale.Value}'",
                "Add the package locales-all; to keep only one of its locales, exclude '/usr/lib/locale/**' "
                + $"and keep '/usr/lib/locale/{names[0]}/**'."));
        }

        tree.Write("etc/default/locale", $"LANG={locale.Value}\n");
    }
}
