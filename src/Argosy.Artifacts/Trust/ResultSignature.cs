using System.Text;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Store;

namespace Argosy.Artifacts.Trust;

/// <summary>The signature of a result.</summary>
/// <param name="Key">The <see cref="PublicKey.Id"/> of its public half.</param>
/// <param name="Value">ECDSA with SHA-256 over the statement: r and s, 32 bytes each (IEEE P1363), in base64.</param>
public sealed record ResultSignature(string Key, string Value)
{
    internal const int Bytes = 64;

    /// <summary>The signed text: the action's key, the result as JSON without its log (including the tree, artifacts,
    /// proofs and notes), and the log.</summary>
    /// <remarks>
    /// <code>
    /// argosy-result/1 LF
    /// key SP 64 digits LF
    /// result SP 64 digits LF
    /// log SP 64 digits LF
    /// </code>
    /// </remarks>
    public static byte[] Statement(ActionKey key, Digest result, Digest log) =>
        Encoding.UTF8.GetBytes($"argosy-result/1\nkey {key}\nresult {result.Hex}\nlog {log.Hex}\n");

    /// <summary>The same for a whole result.</summary>
    public static byte[] Statement(ActionResult result) =>
        Statement(result.Key, Digest.Of(ActionResultJson.Write(result with { Log = "" })), Digest.Of(result.Log));
}
