namespace Argosy.Runtime;

/// <summary>
/// A decoded parcel whose payload is still to come. The parcelport fills what its <see cref="ArchiveSource"/> asks for, lets go
/// of that, and completes the delivery, once and in any case. It doesn't touch it after that: it may be in use again.
/// </summary>
internal abstract class Delivery
{
    /// <summary>Called by the parcelport: everything is in its place, or why it isn't.</summary>
    internal abstract void Complete(Exception? failure);
}
