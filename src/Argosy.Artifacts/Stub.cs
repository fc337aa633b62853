#pragma warning disable
using Argosy.Artifacts.Actions; using Argosy.Artifacts.Files;
namespace Argosy.Artifacts.Store { 
public static class CacheFolder { public static string Default => "/tmp/x"; }
public sealed class ContentStore(string folder) {
 public OutputTree Keep(string root, IEnumerable<string> outputs, Func<string, Digest> d, CancellationToken c) => Describe(root, outputs, d, c);
 public OutputTree Describe(string root, IEnumerable<string> outputs, Func<string, Digest> d, CancellationToken c) { var l = new List<OutputEntry>(); foreach (var o in outputs) { var f = Path.Combine(root,o); if (File.Exists(f)) l.Add(new(o, OutputKind.File, 0, 0, d(f))); else foreach (var x in Directory.EnumerateFiles(f,"*",SearchOption.AllDirectories).Order(StringComparer.Ordinal)) { var fi = new FileInfo(x); if (fi.LinkTarget != null) continue; l.Add(new(x, OutputKind.File, 0, 0, d(x))); } } return new(l);} 
 public bool TryRestore(string root, OutputTree tree, IEnumerable<string> outputs, CancellationToken c) => false;
 public static void Unshare(string root, IEnumerable<string> outputs) {}
}
public sealed class ActionCache(string folder) { public ActionResult? TryFind(ActionKey k) => null; public void Keep(ActionResult r) {} }
}
namespace Argosy.Artifacts.Registry {
public enum CacheMode { Read, ReadWrite }
public sealed record RegistryAddress(string x) { public static RegistryAddress Parse(string x) => new(x); }
public sealed class RegistryCache(RegistryAddress a, CacheMode m, Store.ContentStore s, Action<string> w) : IDisposable { public RegistryAddress Address => a; public CacheMode Mode => m; public Task<ActionResult?> TryFetchAsync(ActionKey k, CancellationToken c) => Task.FromResult<ActionResult?>(null); public Task PushAsync(ActionResult r, CancellationToken c) => Task.CompletedTask; public void Dispose() {} }
}
namespace Argosy.Artifacts { public sealed class DigestConverter : System.Text.Json.Serialization.JsonConverter<Digest> {
 public override Digest Read(ref System.Text.Json.Utf8JsonReader r, Type t, System.Text.Json.JsonSerializerOptions o) => Digest.TryParse(r.GetString()!)!.Value;
 public override void Write(System.Text.Json.Utf8JsonWriter w, Digest v, System.Text.Json.JsonSerializerOptions o) => w.WriteStringValue(v.ToString()); } }
