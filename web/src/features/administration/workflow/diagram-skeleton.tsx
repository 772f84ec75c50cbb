import { Box } from "@mantine/core";
import { TextSkeleton } from "@/shared/feedback/skeletons";

/** Stands where a diagram will be. */
export function DiagramSkeleton() {
  return (
    <Box p="md">
      <TextSkeleton lines={8} />
    </Box>
  );
}
