using Argosy.Artifacts;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>The paths of a target.</summary>
internal static class TargetLayout
{
    /// <summary>What a web server serves: a symbolic link for each mirror.</summary>
    public const string Served = "www";

    /// <summary>A folder for each snapshot.</summary>
    public const string Snapshots = "snapshots";

    /// <summary>Packages of all snapshots that are kept, by the path that indexes name them by.</summary>
    public const string Retained = "retained";

    /// <summary>Each content once, by its digest.</summary>
    public const string Store = "store/sha256";

    /// <summary>Files and folders that aren't complete.</summary>
    public const string Incoming = "incoming";

    /// <summary>Locked by the publisher.</summary>
    public const string Lock = "lock";

    public const string Header = "snapshot.json";
    public const string Manifest = "manifest";
    public const string Signature = "snapshot.sig";
    public const string Tree = "tree";

    /// <summary>In a snapshot's folder: those of its packages that <c>retained/</c> may lack, since no reader has seen
    /// the snapshot yet or it is being removed. A line for each, with the digest and the path.</summary>
    public const string Unretained = "unretained";

    public static string ServedLink(string mirror) => $"{Served}/{mirror}";

    public static string Snapshot(string mirror, string id) => $"{Snapshots}/{mirror}/{id}";

    public static string Content(Digest digest) => $"{Store}/{digest.Hex[..2]}/{digest.Hex}";

    /// <summary>What the link of a mirror leads to.</summary>
    public static string LinkTarget(string mirror, string id) =>
        $"{string.Concat(Enumerable.Repeat("../", mirror.Split('/').Length))}{Snapshot(mirror, id)}/{Tree}";

    /// <summary>The id in a link's target; null if it leads elsewhere.</summary>
    public static string? IdOf(string mirror, string target) =>
        target.Split('/') is [.., var id, Tree] && target == LinkTarget(mirror, id) ? id : null;
}
