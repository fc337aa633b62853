namespace Argosy.Artifacts.Actions;

/// <summary>What decides a task's result, as one digest: that of its canonical form.</summary>
public readonly record struct ActionKey(Digest Digest)
{
    /// <summary>The 64 hexadecimal digits.</summary>
    public override string ToString() => Digest.Hex;
}
