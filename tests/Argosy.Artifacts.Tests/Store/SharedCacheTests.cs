using System.Diagnostics;
using System.Runtime.CompilerServices;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Store;
using Argosy.Artifacts.Trust;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Tests.Store;

/// <summary>A cache that several users share. The tests change a file's owner to make it another user's, which needs
/// root.</summary>
public sealed class SharedCacheTests : IDisposable
{
    private const UnixFileMode Shared = (UnixFileMode)0b010_111_111_101; // 2775
    private readonly Builds _builds = new();
    private readonly List<Diagnostic> _refused = [];

    public void Dispose() => _builds.Dispose();

    [Fact]
    public void Where_a_group_shares_the_cache_all_folders_in_it_are_open_to_the_group()
    {
        Share();
        KeepOne();
        var folders = Directory.GetDirectories(_builds.Cache, "*", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/partial", StringComparison.Ordinal)).ToList();
        folders.Count.ShouldBe(4); // blobs/ab, actions/cd
        folders.ShouldAllBe(f => Builds.ModeOf(f) == Shared);
        Builds.ModeOf(Entry).ShouldBe((UnixFileMode)0b110_100_100);
    }

    [Fact]
    public void A_cache_in_a_folder_that_a_group_shares_is_shared_too_and_one_in_tmp_is_not()
    {
        // With a umask of 002 every file of this user belongs to the user's group.
        var always = Builds.ModeOf(Directory.CreateDirectory(_builds.Folder.At("plain")).FullName)
            .HasFlag(UnixFileMode.GroupWrite);
        foreach (var (mode, isShared) in new[] { (Shared, true),
            ((UnixFileMode)0b001_111_111_111, false), ((UnixFileMode)0b111_000_000, false) })
        {
            var around = Directory.CreateDirectory(_builds.Folder.At($"around-{(int)mode}")).FullName;
            File.SetUnixFileMode(around, mode);
            SharedFolder.Make($"{around}/argosy", $"{around}/argosy/actions/ab");
            SharedFolder.IsShared($"{around}/argosy").ShouldBe(isShared || always);
            SharedFolder.IsShared($"{around}/argosy/actions/ab").ShouldBe(isShared || always);
        }
    }

    [Fact]
    public void A_private_cache_keeps_the_modes_that_the_umask_leaves()
    {
        KeepOne();
        SharedFolder.IsShared($"{_builds.Cache}/actions")
            .ShouldBe(Builds.ModeOf(_builds.Cache).HasFlag(UnixFileMode.GroupWrite));
    }

    [RootFact]
    public void Files_that_another_user_of_the_group_made_are_taken_and_proofs_are_not()
    {
        Share();
        var plain = KeepOne();
        GiveAway(Entry);
        Find(plain, TrustPolicy.Content).ShouldNotBeNull().From.ShouldBe("user 4321");
        Find(plain, TrustPolicy.SignedOnly).ShouldBeNull();
        _refused.ShouldHaveSingleItem().Id.ShouldBe("ARG0260");
        _refused.Clear();

        KeepOne(r => r with { Proofs = [new("out", ProofLevel.Runs, "forged")] });
        Find(plain, TrustPolicy.Content).ShouldNotBeNull().From.ShouldBeNull();
        GiveAway(Entry);
        Find(plain, TrustPolicy.Content).ShouldBeNull();
        _refused.ShouldHaveSingleItem().Id.ShouldBe("ARG0261");
        Find(plain, TrustPolicy.Any).ShouldNotBeNull();
    }

    [RootFact]
    public void Where_every_user_may_write_anothers_result_is_taken_only_when_it_is_signed()
    {
        Share();
        File.SetUnixFileMode(_builds.Cache, (UnixFileMode)0b001_111_111_111);
        var key = KeepOne();
        GiveAway(Entry);
        Find(key, TrustPolicy.Content).ShouldBeNull();
        _refused.ShouldHaveSingleItem().Id.ShouldBe("ARG0264");

        SigningKey.Create(_builds.Folder.At("key.pem"));
        var trust = CacheTrust.Read(["content"], _builds.Folder.At("key.pem"), null);
        _builds.Actions.Keep(new KeptResult(
            Builds.Result("one", OutputTree.Empty), trust.Sign(Builds.Result("one", OutputTree.Empty))));
        GiveAway(Entry);
        _builds.Actions.TryFind(key, trust, _refused.Add).ShouldNotBeNull();
    }

    [RootFact]
    public void A_work_tree_gets_a_copy_of_another_users_blob()
    {
        Share();
        _builds.Write("out", "text");
        var tree = _builds.Keep("out");
        var blob = _builds.Store.PathOf(tree.Entries[0]);
        GiveAway(blob);

        _builds.TryRestore(tree, "out").ShouldBeTrue();

        Builds.InodeOf(_builds.Folder.At("b/out")).ShouldNotBe(Builds.InodeOf(blob));
        Posix.TryStatus(_builds.Folder.At("b/out"))!.Value.Owner.ShouldBe(Posix.CurrentUser());
        Builds.ModeOf(_builds.Folder.At("b/out")).ShouldBe(tree.Entries[0].Mode);
    }

    [Fact]
    public void A_result_that_came_from_a_registry_is_judged_again_each_time()
    {
        var result = Builds.Result("one", OutputTree.Empty);
        _builds.Actions.Keep(new KeptResult(result, From: "oci://host/x"));
        Find(result.Key, TrustPolicy.Content).ShouldNotBeNull().From.ShouldBe("oci://host/x");
        Find(result.Key, TrustPolicy.SignedOnly).ShouldBeNull();
        _refused.ShouldHaveSingleItem().Place.What.ShouldContain("oci://host/x");
    }

    // A task's output may have the text of an entry, and any user with write access to the folders can move it there.
    [Fact]
    public void A_blob_that_was_moved_to_an_entrys_place_is_none()
    {
        var forged = Builds.Result("one", OutputTree.Empty) with
        {
            Proofs = [new("out", ProofLevel.Installs, "forged")]
        };
        File.WriteAllBytes(_builds.Write("out", ""), ActionResultJson.Write(forged));
        var blob = _builds.Store.PathOf(_builds.Keep("out").Entries[0]);
        File.Delete(_builds.Folder.At("a/out"));
        Directory.CreateDirectory(Path.GetDirectoryName(EntryOf("one"))!);
        File.Move(blob, EntryOf("one"));

        _builds.Actions.TryFind(forged.Key).ShouldBeNull();
    }

    [Fact]
    public void Nor_is_a_link_or_a_second_name_of_a_file()
    {
        var forged = Builds.Result("one", OutputTree.Empty);
        var file = _builds.Folder.At("evil.json");
        File.WriteAllBytes(file, ActionResultJson.Write(forged));
        Directory.CreateDirectory(Path.GetDirectoryName(EntryOf("one"))!);
        File.CreateSymbolicLink(EntryOf("one"), file);
        _builds.Actions.TryFind(forged.Key).ShouldBeNull();
        File.Delete(EntryOf("one"));
        Posix.TryLink(file, EntryOf("one")).ShouldBe(0);
        _builds.Actions.TryFind(forged.Key).ShouldBeNull();
        File.Delete(file);
        _builds.Actions.TryFind(forged.Key).ShouldNotBeNull();
    }

    private string Entry => EntryOf("one");

    private string EntryOf(string name) =>
        _builds.Folder.At($"cache/actions/{Digest.Of(name).Hex[..2]}/{Digest.Of(name).Hex}.json");

    private void Share() => File.SetUnixFileMode(Directory.CreateDirectory(_builds.Cache).FullName, Shared);

    private ActionKey KeepOne(Func<ActionResult, ActionResult>? change = null)
    {
        _builds.Write("out", "text");
        var result = Builds.Result("one", _builds.Keep("out"));
        _builds.Actions.Keep(change?.Invoke(result) ?? result);
        return result.Key;
    }

    private KeptResult? Find(ActionKey key, TrustPolicy policy) =>
        _builds.Actions.TryFind(key, new CacheTrust(policy, new()), _refused.Add);

    private static void GiveAway(string path)
    {
        using var chown = Process.Start("chown", ["4321", path]);
        chown.WaitForExit();
        chown.ExitCode.ShouldBe(0);
    }

    private sealed class RootFactAttribute : FactAttribute
    {
        public RootFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
            : base(file, line)
        {
            if (!Environment.IsPrivilegedProcess) Skip = "only root may give files away";
        }
    }
}
