using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Output;

/// <summary>Things that have nothing to do with each other, several at once where there are threads, the first ones first.</summary>
internal static class SideBySide
{
    /// <summary>Does them, also after a stop: a plan that was stopped is still written. Of several that fail the first in the list is told.</summary>
    public static void Do(WorkContext work, params Action[] things) => InOrder.For(things.Length, work with { Cancellation = CancellationToken.None }, n => things[n]());
}
