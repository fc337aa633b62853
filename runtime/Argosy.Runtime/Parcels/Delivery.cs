namespace Argosy.Runtime;

/// <summary>
/// A decoded parcel whose payload has not arrived yet. The parcelport fills the requests of its
/// <see cref="ArchiveSource"/>, releases them, and completes the delivery exactly once. It doesn't use it afterwards:
/// it may have been reused.
/// </summary>
internal abstract class Delivery
{
    /// <summary>Called by the parcelport: null when all payload is in place, otherwise the failure.</summary>
    internal abstract void Complete(Exception? failure);
}
