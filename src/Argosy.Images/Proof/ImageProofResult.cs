using Argosy.Platforms;
using Argosy.Toolchains.Running;

namespace Argosy.Images.Proof;

/// <summary>A proof's end.</summary>
/// <param name="Architecture">Whose image; null for the layout as a whole.</param>
/// <param name="Verdict">What it came to: failed is the image's fault, inconclusive the machine's.</param>
/// <param name="Reason">Why, with the last lines of what was said; empty where it passed.</param>
public sealed record ImageProofResult(Architecture? Architecture, Verdict Verdict, string Reason = "");
