using System.Runtime.ExceptionServices;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Ct;

/// <summary>Loops over files. Of several that fail the first in order is told, whatever the number of threads.</summary>
internal static class InParallel
{
    internal static void For(int count, WorkContext context, Action<int> body)
    {
        var faults = new ExceptionDispatchInfo?[count];
        Parallel.For(0, count, context.ParallelOptions, i =>
        {
            try
            {
                body(i);
            }
            catch (InputException error)
            {
                faults[i] = ExceptionDispatchInfo.Capture(error);
            }
        });
        Array.Find(faults, fault => fault is not null)?.Throw();
    }
}
